import 'server-only';
import { readFile, stat } from 'node:fs/promises';
import { ConfigError } from '#lib/config/config-error.ts';
import type { Directory } from './directory.ts';
import { readPeople } from './people-file.ts';
import { indexPeople, type PeopleIndex, searchPeople } from './search.ts';

interface Known {
  /** Changes whenever the file does. */
  readonly version: string;
  readonly index: PeopleIndex;
}

async function versionOf(file: string): Promise<string> {
  const { mtimeNs, size, ino } = await stat(file, { bigint: true });
  return `${mtimeNs}-${size}-${ino}`;
}

async function read(file: string, known: Known | undefined): Promise<Known> {
  try {
    // Taken before the text: a change in between is then read again, and never missed.
    const version = await versionOf(file);
    if (known?.version === version) return known;
    return { version, index: indexPeople(readPeople(file, await readFile(file, 'utf8'))) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) throw error;
    const message = error.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${error.code})`;
    throw new ConfigError(file, [{ path: '', line: null, message }]);
  }
}

/**
 * The people listed in a file, which is read again whenever it changes. Complete: nobody else exists.
 *
 * @param file - YAML or JSON: a list of `{ username, displayName, uid }`
 * @throws ConfigError - with every problem of the file; also a later search or look-up, while the file is broken
 */
export async function createStaticDirectory(file: string): Promise<Directory> {
  let known = await read(file, undefined);
  const index = async () => {
    known = await read(file, known);
    return known.index;
  };
  return {
    complete: true,
    search: async (text, limit) => searchPeople(await index(), text, limit),
    find: async (username) => (await index()).find(({ person }) => person.username === username)?.person,
  };
}
