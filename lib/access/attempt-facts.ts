/** What an attempt was about, as far as its input says so. */
export interface AttemptFacts {
  /** A run, a batch, a pod or a channel; of several the first. */
  readonly object: string | null;
  readonly oldUser: string | null;
  readonly newUser: string | null;
  readonly why: string | null;
  readonly ticket: string | null;
  /** How many it was about, as a sentence; empty where it was one at most. */
  readonly count: string;
}

const MAX_TEXT = 500;

/** Reads it from whatever was sent. That is anybody's text: only the known names are taken over, and no long texts. */
export function attemptFacts(input: unknown): AttemptFacts {
  const pods = listOf(input, 'pods')?.map((uid) => (typeof uid === 'string' ? `pod ${uid}` : undefined));
  const many = listOf(input, 'runIds') ?? pods ?? [];
  const common = partOf(input, 'common');
  const given = (name: string): string | null => textOf(input, name);
  return {
    object: given('runId') ?? given('batchId') ?? given('channel') ?? short(many[0]),
    ...{ oldUser: given('oldUser'), newUser: given('newUser') },
    why: given('why') ?? textOf(common, 'why'),
    ticket: given('ticket') ?? textOf(common, 'ticket'),
    count: many.length > 1 ? `It was about ${many.length}; this row names the first.` : '',
  };
}

function partOf(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Readonly<Record<string, unknown>>)[name];
}

function listOf(input: unknown, name: string): readonly unknown[] | undefined {
  const value = partOf(input, name);
  return Array.isArray(value) ? value : undefined;
}

const textOf = (input: unknown, name: string): string | null => short(partOf(input, name));
const short = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : null);
