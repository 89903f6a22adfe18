import { COMMANDS, type Command, READ } from '#lib/access/commands.ts';
import type { AuditResult } from '#lib/migrations/audit-query.ts';
import type { Family } from '#lib/migrations/states.ts';

const COMMAND_WORDS: Readonly<Record<Command, string>> = {
  'migration.start': 'Start migration',
  'migration.check': 'Check homes',
  'migration.resume': 'Resume migration',
  'migration.start-now': 'Start migration now',
  'migration.stop': 'Stop migration',
  'migration.discard': 'Remove partial copy',
  'migration.seen': 'Mark failure as seen',
  'pair.note': 'Add note',
  'batch.start': 'Start batch',
  'batch.pause': 'Pause batch',
  'batch.resume': 'Go on with batch',
  'batch.stop': 'Stop batch',
  'batch.retry': 'Retry rows of batch',
  'cleanup.remove': 'Remove pod',
  'retention.run': 'Remove old records now',
  'settings.try-pod': 'Try a pod',
  'settings.run-pod': 'Run a test pod',
  'settings.send-test': 'Send a test',
  'settings.check-permissions': 'Check permissions',
};
const RETENTION_WORDS: Readonly<Record<string, string>> = {
  'retention.runs': 'Remove old runs',
  'retention.evidence': 'Remove old evidence',
  'retention.notices': 'Remove old messages',
  'retention.audit': 'Remove old audit rows',
};
const WORDS: Readonly<Record<string, string>> = { ...COMMAND_WORDS, ...RETENTION_WORDS, [READ]: 'Open page' };

/** Everything that can be filtered by, in the order it is offered. */
export const ACTIONS: readonly string[] = [...Object.keys(COMMANDS), READ, ...Object.keys(RETENTION_WORDS)];

/** What was asked for; an action of a later version by its own name. */
export const actionWords = (action: string): string => (Object.hasOwn(WORDS, action) ? (WORDS[action] ?? '') : action);

/** How a result looks, and its word. */
export const RESULTS: Readonly<Record<AuditResult, { readonly family: Family; readonly words: string }>> = {
  done: { family: 'done', words: 'Done' },
  asked: { family: 'waiting', words: 'Begun' },
  refused: { family: 'attention', words: 'Refused' },
  failed: { family: 'failed', words: 'Failed' },
};

const DETAILS: Readonly<Record<string, string>> = {
  same_pair: 'This pair had a run that had not ended.',
  reverse: 'The reverse was being migrated.',
  chain: 'One of the two was on the other side of a run that had not ended.',
  'later run': 'Another run had worked on this partial copy since.',
  'the run had ended': 'The run had ended.',
};

/** Why it was refused or what went wrong, as a sentence. */
export const detailWords = (detail: string): string =>
  Object.hasOwn(DETAILS, detail) ? (DETAILS[detail] ?? '') : detail;

/** What an object is: the run that was acted on or in the way, a batch, or a name to show as it is. A time says its detail better. */
export function objectOf({
  action,
  object,
}: {
  readonly action: string;
  readonly object: string | null;
}): { readonly run: string } | { readonly batch: string } | { readonly name: string } | null {
  if (object === null || object === '' || action.startsWith('retention.')) return null;
  if (action.startsWith('batch.')) return UUID.test(object) ? { batch: object } : null;
  return UUID.test(object) ? { run: object } : { name: object };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
