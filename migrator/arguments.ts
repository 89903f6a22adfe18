import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { folderName } from '#lib/migrations/names.ts';
import { VERIFY_MODES, type VerifyMode } from '#lib/migrations/wire.ts';
import {
  bytesPerSecond,
  excludes,
  folder,
  note,
  oneOf,
  ownerRule,
  partialFolder,
  refuse,
  relativePath,
  runId,
  username,
  wholeNumber,
} from './argument-values.ts';
import type { LookRequest } from './look.ts';
import { uuidv7 } from './uuid.ts';

/** Who the copy belongs to: the owner of the new home's folder, or numbers. */
export type OwnerRule = 'fromHome' | { readonly uid: number; readonly gid: number };

interface Common {
  readonly owner: OwnerRule;
  readonly oldUser: string;
  readonly newUser: string;
  readonly terminationLog: string | undefined;
}
/** At least one of the two paths is there. */
export interface LocateRequest extends Common {
  readonly command: 'locate';
  readonly volume: string;
  readonly oldPath: string | undefined;
  readonly newPath: string | undefined;
}
export interface CopyRequest extends Common {
  readonly command: 'copy';
  readonly oldHome: string;
  readonly newHome: string;
  readonly run: string;
  readonly folder: string;
  readonly allowOldRsync: boolean;
  readonly setId: 'strip' | 'keep';
  /** Seconds without any sign of life after which rsync is taken for hung. */
  readonly hungAfter: number;
  /** The partial folder to go on in, `.rehome-<run>`. */
  readonly resume: string | undefined;
  /** The run that must have left that folder; undefined where any may have. */
  readonly leftBy: string | undefined;
  readonly verify: VerifyMode;
  /** Patterns and `@presets`, in the order given. */
  readonly excludes: readonly string[];
  /** Bytes a second, or undefined for no limit. */
  readonly limit: number | undefined;
  /** How many workers copy, or undefined for as many as do well. */
  readonly workers: number | undefined;
  /** Words for the new user, for the receipt. */
  readonly note: string | undefined;
}
/** Looks at one home or both and changes nothing. */
export interface CheckRequest extends Common {
  readonly command: 'check';
  readonly oldHome: string | undefined;
  readonly newHome: string | undefined;
  readonly run: string;
  readonly excludes: readonly string[];
  readonly workers: number | undefined;
}
/** Removes one partial folder that a run left behind. */
export interface DiscardRequest extends Common {
  readonly command: 'discard';
  readonly newHome: string;
  readonly run: string;
  readonly partial: string;
  readonly leftBy: string | undefined;
}
export type Request = LookRequest | LocateRequest | CopyRequest | CheckRequest | DiscardRequest;

const text = { type: 'string' } as const;
const OPTIONS = {
  kind: text,
  'old-home': text,
  'new-home': text,
  volume: text,
  'old-path': text,
  'new-path': text,
  owner: text,
  'old-user': text,
  'new-user': text,
  run: text,
  folder: text,
  resume: text,
  partial: text,
  'left-by': text,
  verify: text,
  exclude: { type: 'string', multiple: true },
  limit: text,
  workers: text,
  note: text,
  'termination-log': text,
  'set-id': text,
  'hung-after': text,
  'allow-old-rsync': { type: 'boolean' },
} as const;
type Option = keyof typeof OPTIONS;
type Command = Request['command'];

/** Which options a command takes, beside those that all take. --allow-old-rsync may stand in what all containers share. */
const TAKES: Readonly<Record<Command, readonly Option[]>> = {
  copy: [
    ...(['old-home', 'new-home', 'run', 'folder', 'resume', 'left-by', 'verify', 'exclude', 'limit'] as const),
    ...(['workers', 'set-id', 'hung-after', 'note'] as const),
  ],
  check: ['old-home', 'new-home', 'run', 'exclude', 'workers'],
  discard: ['new-home', 'run', 'partial', 'left-by'],
  locate: ['volume', 'old-path', 'new-path'],
  look: ['volume'],
};
const ALL_TAKE: readonly Option[] = ['kind', 'owner', 'old-user', 'new-user', 'termination-log', 'allow-old-rsync'];
const KINDS = ['copy', 'check', 'discard'] as const;

type Values = Readonly<Partial<Record<Option, string | boolean | readonly string[]>>>;

/** Reads the command line. Throws a `badArguments` failure whose message says what to mend, `unsafeHome` for root as owner. */
export function parseArguments(argv: readonly string[], now: Date): Request {
  const { values, positionals } = parsed(argv);
  const command = commandOf(values, positionals);
  const given = Object.keys(values) as Option[];
  const foreign = given.find((name) => !ALL_TAKE.includes(name) && !TAKES[command].includes(name));
  if (foreign !== undefined) refuse(`--${foreign} is not for ${command}.`);
  switch (command) {
    case 'copy':
      return copyRequest(values, now);
    case 'check':
      return checkRequest(values, now);
    case 'discard':
      return discardRequest(values, now);
    case 'locate':
      return locateRequest(values);
    case 'look':
      return { command, volume: optional(values, 'volume'), terminationLog: optional(values, 'termination-log') };
  }
}

function parsed(argv: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    return refuse(error instanceof Error ? `${error.message.replace(/\.?$/, '')}.` : String(error));
  }
}

/** The kind of run; or `locate` or `look`, which are no kinds and are called by name. */
function commandOf(values: Values, [name, ...rest]: readonly string[]): Command {
  if (rest.length > 0) refuse(`Unexpected argument ${JSON.stringify(rest[0])}.`);
  if (name === undefined) return oneOf('kind', KINDS, values.kind ?? 'copy');
  if (values.kind !== undefined) refuse(`--kind is not for ${name}.`);
  if (name === 'locate' || name === 'look' || KINDS.some((kind) => kind === name)) return name as Command;
  return refuse(`There is no command ${JSON.stringify(name)}.`);
}

function copyRequest(values: Values, now: Date): CopyRequest {
  const oldHome = resolve(required(values, 'old-home'));
  const newHome = resolve(required(values, 'new-home'));
  const oldUser = username('old-user', optional(values, 'old-user') ?? oldHome);
  const resume = optional(values, 'resume');
  if (resume === undefined && values['left-by'] !== undefined) refuse('--left-by needs --resume.');
  return {
    command: 'copy',
    ...{ oldHome, newHome, oldUser, owner: ownerRule(required(values, 'owner')) },
    newUser: username('new-user', optional(values, 'new-user') ?? newHome),
    run: runId('run', values.run ?? uuidv7(now)),
    folder: folder(values.folder ?? folderName(oldUser, now)),
    terminationLog: optional(values, 'termination-log'),
    allowOldRsync: values['allow-old-rsync'] === true,
    setId: oneOf('set-id', ['strip', 'keep'], values['set-id'] ?? 'strip'),
    hungAfter: wholeNumber('hung-after', values['hung-after'] ?? '15', 999_999),
    resume: resume === undefined ? undefined : partialFolder('resume', resume),
    leftBy: leftBy(values),
    verify: oneOf('verify', VERIFY_MODES, values.verify ?? 'sizes'),
    excludes: excludes(values.exclude),
    limit: values.limit === undefined ? undefined : bytesPerSecond(values.limit),
    workers: workers(values),
    note: note(values.note),
  };
}

function checkRequest(values: Values, now: Date): CheckRequest {
  const [oldHome, newHome] = [optional(values, 'old-home'), optional(values, 'new-home')];
  if (oldHome === undefined && newHome === undefined) refuse('--old-home or --new-home is missing.');
  return {
    command: 'check',
    oldHome: oldHome && resolve(oldHome),
    newHome: newHome && resolve(newHome),
    ...{ run: runId('run', values.run ?? uuidv7(now)), excludes: excludes(values.exclude), workers: workers(values) },
    ...common(values, oldHome, newHome),
  };
}

function discardRequest(values: Values, now: Date): DiscardRequest {
  const newHome = resolve(required(values, 'new-home'));
  return {
    command: 'discard',
    newHome,
    run: runId('run', values.run ?? uuidv7(now)),
    partial: partialFolder('partial', required(values, 'partial')),
    leftBy: leftBy(values),
    ...common(values, undefined, newHome),
  };
}

function locateRequest(values: Values): LocateRequest {
  const [oldPath, newPath] = [optional(values, 'old-path'), optional(values, 'new-path')];
  if (oldPath === undefined && newPath === undefined) refuse('--old-path or --new-path is missing.');
  return {
    command: 'locate',
    volume: resolve(required(values, 'volume')),
    oldPath: oldPath && relativePath('old-path', oldPath),
    newPath: newPath && relativePath('new-path', newPath),
    ...common(values, oldPath, newPath),
  };
}

const common = (values: Values, oldHome: string | undefined, newHome: string | undefined): Common => ({
  owner: ownerRule(optional(values, 'owner') ?? 'fromHome'),
  oldUser: username('old-user', optional(values, 'old-user') ?? oldHome ?? 'unknown'),
  newUser: username('new-user', optional(values, 'new-user') ?? newHome ?? 'unknown'),
  terminationLog: optional(values, 'termination-log'),
});

const leftBy = (values: Values): string | undefined =>
  values['left-by'] === undefined ? undefined : runId('left-by', values['left-by']);

const workers = (values: Values): number | undefined =>
  values.workers === undefined ? undefined : wholeNumber('workers', values.workers, 128);

function required(values: Values, name: Option): string {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : refuse(`--${name} is missing.`);
}

const optional = (values: Values, name: Option): string | undefined =>
  values[name] === undefined ? undefined : required(values, name);
