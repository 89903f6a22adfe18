import type { Permission } from './roles.ts';

/** Every command there is, by the name the audit keeps, with what it needs. */
export const COMMANDS = {
  'migration.start': 'run',
  'migration.check': 'run',
  'migration.resume': 'run',
  'migration.start-now': 'run',
  'migration.stop': 'run',
  'migration.seen': 'run',
  'migration.discard': 'clean',
  'pair.note': 'run',
  'batch.start': 'run',
  'batch.pause': 'run',
  'batch.resume': 'run',
  'batch.stop': 'run',
  'batch.retry': 'run',
  'cleanup.remove': 'clean',
  'retention.run': 'clean',
  'settings.try-pod': 'oversee',
  'settings.run-pod': 'oversee',
  'settings.check-permissions': 'oversee',
  'settings.send-test': 'oversee',
} as const satisfies Readonly<Record<string, Permission>>;
export type Command = keyof typeof COMMANDS;

export const isCommand = (action: string): action is Command => Object.hasOwn(COMMANDS, action);

/** What the audit calls a page or a route that somebody was not let into. */
export const READ = 'page.read';
