import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { folderName, MAX_USERNAME_LENGTH } from '#lib/migrations/names.ts';
import { Failure } from './failure.ts';
import { uuidv7 } from './uuid.ts';

/** Who the copy belongs to: the owner of the new home's folder, or numbers. */
export type OwnerRule = 'fromHome' | { readonly uid: number; readonly gid: number };

interface Common {
  readonly owner: OwnerRule;
  readonly oldUser: string;
  readonly newUser: string;
  readonly terminationLog: string | undefined;
}
export interface LocateRequest extends Common {
  readonly command: 'locate';
  readonly volume: string;
  readonly oldPath: string;
  readonly newPath: string;
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
}
export type Request = LocateRequest | CopyRequest;

export const USAGE = `Usage:
  npm run --silent migrator -- --old-home DIR --new-home DIR --owner UID:GID|fromHome
      [--old-user NAME] [--new-user NAME] [--run UUID] [--folder NAME] [--set-id strip|keep]
      [--allow-old-rsync] [--hung-after SECONDS] [--termination-log FILE]
  npm run --silent migrator -- locate --volume DIR --old-path REL --new-path REL --owner UID:GID|fromHome
      [--old-user NAME] [--new-user NAME] [--termination-log FILE]
`;

const text = { type: 'string' } as const;
const OPTIONS = {
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
  'termination-log': text,
  'set-id': text,
  'hung-after': text,
  'allow-old-rsync': { type: 'boolean' },
} as const;
// --allow-old-rsync may stand in the command that all containers share.
const ONLY_COPY = ['old-home', 'new-home', 'run', 'folder', 'set-id', 'hung-after'] as const;
const ONLY_LOCATE = ['volume', 'old-path', 'new-path'] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The kernel's “no change”, never somebody's number. */
const NO_ID = 0xffffffff;

type Values = Readonly<Partial<Record<keyof typeof OPTIONS, string | boolean>>>;

const refuse = (sentence: string): never => {
  throw new Failure('badArguments', sentence);
};

/** Reads the command line. Throws a `badArguments` failure whose message says what to mend, `unsafeHome` for root as owner. */
export function parseArguments(argv: readonly string[], now: Date): Request {
  const { values, positionals } = parsed(argv);
  const [command = 'copy', ...rest] = positionals;
  if (rest.length > 0) refuse(`Unexpected argument ${JSON.stringify(rest[0])}.`);
  if (command !== 'copy' && command !== 'locate') refuse(`There is no command ${JSON.stringify(command)}.`);
  for (const name of command === 'copy' ? ONLY_LOCATE : ONLY_COPY) {
    if (values[name] !== undefined) refuse(`--${name} is not for ${command}.`);
  }
  return command === 'copy' ? copyRequest(values, now) : locateRequest(values);
}

function parsed(argv: readonly string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    return refuse(error instanceof Error ? `${error.message.replace(/\.?$/, '')}.` : String(error));
  }
}

function copyRequest(values: Values, now: Date): CopyRequest {
  const oldHome = resolve(required(values, 'old-home'));
  const newHome = resolve(required(values, 'new-home'));
  const owner = ownerRule(required(values, 'owner'));
  const oldUser = username(values, 'old-user', oldHome);
  return {
    command: 'copy',
    ...{ oldHome, newHome, owner, oldUser },
    newUser: username(values, 'new-user', newHome),
    run: runId(values.run ?? uuidv7(now)),
    folder: folder(values.folder ?? folderName(oldUser, now)),
    terminationLog: optional(values, 'termination-log'),
    allowOldRsync: values['allow-old-rsync'] === true,
    setId: setIdRule(values['set-id'] ?? 'strip'),
    hungAfter: seconds(values['hung-after'] ?? '120'),
  };
}

function locateRequest(values: Values): LocateRequest {
  const oldPath = relativePath(values, 'old-path');
  const newPath = relativePath(values, 'new-path');
  return {
    command: 'locate',
    volume: resolve(required(values, 'volume')),
    ...{ oldPath, newPath },
    owner: ownerRule(required(values, 'owner')),
    oldUser: username(values, 'old-user', oldPath),
    newUser: username(values, 'new-user', newPath),
    terminationLog: optional(values, 'termination-log'),
  };
}

function required(values: Values, name: keyof typeof OPTIONS): string {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : refuse(`--${name} is missing.`);
}

const optional = (values: Values, name: keyof typeof OPTIONS): string | undefined =>
  values[name] === undefined ? undefined : required(values, name);

/** A username, by default the name of the person's folder. */
function username(values: Values, name: 'old-user' | 'new-user', home: string): string {
  const value = optional(values, name) ?? home.split('/').filter(Boolean).at(-1) ?? '';
  if (value === '') refuse(`--${name} is missing.`);
  return value.length <= MAX_USERNAME_LENGTH ? value : refuse(`--${name} is longer than ${MAX_USERNAME_LENGTH}.`);
}

function relativePath(values: Values, name: 'old-path' | 'new-path'): string {
  const path = required(values, name);
  const parts = path.split('/');
  if (path.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..')) {
    refuse(`--${name} must be a path inside the volume, without “.”, “..” or empty parts.`);
  }
  return path;
}

function ownerRule(value: string): OwnerRule {
  if (value === 'fromHome') return value;
  const [, uid, gid] = /^(\d{1,10}):(\d{1,10})$/.exec(value) ?? refuse('--owner must be UID:GID or fromHome.');
  const owner = { uid: Number(uid), gid: Number(gid) };
  if (owner.uid >= NO_ID || owner.gid >= NO_ID) refuse('--owner is not a user and group id.');
  if (owner.uid === 0) {
    throw new Failure('unsafeHome', 'The copy would belong to root. Set homes.owner (--owner) to the new user’s ids.');
  }
  return owner;
}

const runId = (value: string | boolean): string =>
  UUID.test(String(value)) ? String(value) : refuse('--run must be a UUID in lower case.');

const folder = (value: string | boolean): string =>
  /^migrated-[A-Za-z0-9._-]{1,180}$/.test(String(value))
    ? String(value)
    : refuse('--folder must begin with “migrated-” and hold letters, digits, “.”, “_” and “-” only.');

const setIdRule = (value: string | boolean): 'strip' | 'keep' =>
  value === 'strip' || value === 'keep' ? value : refuse('--set-id must be strip or keep.');

const seconds = (value: string | boolean): number =>
  /^[1-9]\d{0,5}$/.test(String(value)) ? Number(value) : refuse('--hung-after must be a number of seconds.');
