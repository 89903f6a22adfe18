import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, ftruncateSync, linkSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import type { PlannedFile } from './plan.ts';
import type { HomeWriter } from './writer.ts';

const SPARSE_BYTES = 256 * 1024 * 1024;
const SET_GROUP_ID = 0o2775;

/** A FIFO, a socket and a folder that hands on its group. */
export async function writeSpecialFiles(home: HomeWriter): Promise<void> {
  const made = spawnSync('mkfifo', ['-m', '600', home.path('run/events.fifo')], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mkfifo failed: ${made.stderr}`);
  await leaveSocket(home.path('run/kernel.sock'));
  mkdirSync(home.path('shared with group'));
  chmodSync(home.path('shared with group'), SET_GROUP_ID);
}

/** A server takes its socket away when it closes, but not a second name of it. The short name is for the limit of 107 bytes. */
async function leaveSocket(path: string): Promise<void> {
  const before = process.cwd();
  process.chdir(path.slice(0, path.lastIndexOf('/')));
  try {
    const server = createServer();
    server.listen('.s');
    await once(server, 'listening');
    linkSync('.s', path);
    server.close();
    await once(server, 'close');
  } finally {
    process.chdir(before);
  }
}

/** A disk image of 256 MB that holds a few blocks of real content and holes between them. */
export function writeSparse(home: HomeWriter, files: readonly PlannedFile[]): void {
  const handle = openSync(home.path('images/disk.img'), 'w', 0o644);
  try {
    ftruncateSync(handle, SPARSE_BYTES);
    files.slice(0, 4).forEach((file, index) => {
      writeSync(handle, readFileSync(file.source), 0, undefined, (index * SPARSE_BYTES) / 4 + 12_288);
    });
  } finally {
    closeSync(handle);
  }
}
