import 'server-only';
import type { RehomeError } from '#lib/errors.ts';
import { runtime } from '#lib/runtime.ts';
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
  const detail = actor ? message : `${message} ${wordsOf(knock)}`;
  await runtime().attempts.record({ ...entryOf(attempt), result: 'refused', detail });
}

/** Records that a command failed within Rehome; Next's own redirects are none. Never throws. */
export async function recordFailure(attempt: Attempt, error: unknown): Promise<void> {
  if (typeof error === 'object' && error !== null && 'digest' in error) return;
  const detail = 'Rehome itself failed. The log of the server says more.';
  await runtime().attempts.record({ ...entryOf(attempt), result: 'failed', detail });
}

function entryOf({ action, actor, input }: Attempt) {
  return {
    ...{
      action,
      actor: actor?.name,
      source: actor?.source ?? SOURCE,
      object: textOf(input, 'runId') ?? textOf(input, 'batchId'),
    },
    ...{ oldUser: textOf(input, 'oldUser'), newUser: textOf(input, 'newUser') },
    ...{ why: textOf(input, 'why'), ticket: textOf(input, 'ticket') },
  };
}

/** Whatever was asked for is anybody's text: only the known names are taken over, and no long texts. */
function textOf(input: unknown, name: string): string | null {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return null;
  const value: unknown = (input as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : null;
}

const MAX_TEXT = 500;
const MAX_HEADER = 200;

const wordsOf = ({ host, origin, path }: Knock): string =>
  [
    ['Host', host],
    ['origin', origin],
    ['path', path],
  ]
    .flatMap(([name, value]) => (value ? [`${name}: ${value.slice(0, MAX_HEADER)}`] : []))
    .join(', ');
