import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { endOf, run, start } from './child.ts';
import { isHere } from './debian.ts';
import { unmount, type Workplace } from './workplace.ts';

const SOURCE = join(import.meta.dirname, 'slow-fs.c');
const FLAGS = ['-O2', '-D_FILE_OFFSET_BITS=64', '-I/usr/include/fuse3'];

/**
 * Shows a folder once more, behind so many microseconds of waiting for each call; answers with where.
 * Throws `CannotRun` where FUSE or a compiler is missing.
 */
export async function mountSlowly(folder: string, microseconds: number, place: Workplace): Promise<string> {
  for (const needed of ['/usr/include/fuse3/fuse.h', '/usr/include/stdio.h', 'gcc'] as const) {
    if (!(await isHere(needed))) throw new CannotRun(`A slow file system cannot be built: ${needed} is not here.`);
  }
  const program = join(place.folder, 'slow-fs');
  await run('gcc', [...FLAGS, '-o', program, SOURCE, '-lfuse3', '-lpthread']);
  // Not below the folder that it shows: it would show itself.
  const mountpoint = mkdtempSync(join(tmpdir(), 'rehome-slow-'));
  place.atEnd(() => rmdirSync(mountpoint));
  const child = start(program, [folder, mountpoint, String(microseconds)]);
  const said = new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  const code = await Promise.race([said, endOf(child)]);
  if (code !== undefined) throw new CannotRun(`A slow file system cannot be mounted: it ended with ${code}.`);
  place.atEnd(() => unmount(mountpoint));
  return mountpoint;
}
