import 'server-only';
import type { RehomeError } from '#lib/errors.ts';
import { runtime } from '#lib/runtime.ts';
import { attemptFacts } from './attempt-facts.ts';
import { type Knock, SOURCE } from './gate.ts';
import type { Actor } from './roles.ts';

/** What somebody tried. */
export interface Attempt {
  /** A command, or `page.read`. */
  readonly action: string;
  readonly input?: unknown;
  /** Whose it was; undefined where the gate let nobody in. */
  readonly actor: Actor | undefined;
  readonly knock: Knock;
}

/** Records that somebody was refused, with the reason they were told. Never throws: the refusal stands all the same. */
export async function recordRefusal(attempt: Attempt, { message }: RehomeError): Promise<void> {
  const { actor, knock } = attempt;
  const words = [message, attemptFacts(attempt.input).count, actor ? '' : wordsOf(knock)];
  const detail = words.filter(Boolean).join(' ');
  await runtime().attempts.record({ ...entryOf(attempt), result: 'refused', detail });
}

/** Records that a command failed within Rehome; Next's own redirects are none. Never throws. */
export async function recordFailure(attempt: Attempt, error: unknown): Promise<void> {
  if (typeof error === 'object' && error !== null && 'digest' in error) return;
  const detail = `Rehome itself failed. The log of the server says more. ${attemptFacts(attempt.input).count}`.trim();
  await runtime().attempts.record({ ...entryOf(attempt), result: 'failed', detail });
}

function entryOf({ action, actor, input }: Attempt) {
  const { count: _, ...facts } = attemptFacts(input);
  return { ...facts, action, actor: actor?.name, source: actor?.source ?? SOURCE };
}

const MAX_HEADER = 200;

const wordsOf = ({ host, origin, path }: Knock): string =>
  [
    ['Host', host],
    ['origin', origin],
    ['path', path],
  ]
    .flatMap(([name, value]) => (value ? [`${name}: ${value.slice(0, MAX_HEADER)}`] : []))
    .join(', ');
