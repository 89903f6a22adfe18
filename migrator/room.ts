import { Failure } from './failure.ts';
import { type Home, roomOf } from './homes.ts';
import type { Scan } from './scan/scan.ts';

const MIB = 1024 * 1024;

/** Bytes that stay free for the person's own work: 5 % of the file system, 64 MiB at most. */
export const headRoom = (bytesTotal: number): number => Math.min(64 * MIB, Math.floor(bytesTotal / 20));

/** Whether bytes and inodes fit into a file system, with head-room. File systems that make inodes as they need them report none. */
export const fitsInto = (room: ReturnType<typeof roomOf>, needed: { bytes: number; inodes: number }): boolean =>
  room.bytesFree >= needed.bytes + headRoom(room.bytesTotal) &&
  (room.inodesFree === 0 || room.inodesFree >= needed.inodes);

/** Throws `outOfSpace` where the new home certainly cannot hold the copy. What a user quota allows is not known here. */
export function checkRoom(home: Home, scan: Pick<Scan, 'bytesNeeded' | 'inodesNeeded'>): void {
  const room = roomOf(home.dir);
  const needed = scan.bytesNeeded + headRoom(room.bytesTotal);
  if (room.bytesFree < needed) {
    throw new Failure(
      'outOfSpace',
      `The copy needs ${mib(scan.bytesNeeded)} and some head-room (${mib(needed)} together), the new home has ${mib(room.bytesFree)} free.`,
    );
  }
  // File systems that make inodes as they need them report none.
  if (room.inodesFree > 0 && room.inodesFree < scan.inodesNeeded) {
    throw new Failure(
      'outOfSpace',
      `The copy needs ${scan.inodesNeeded} inodes, the new home has ${room.inodesFree} free.`,
    );
  }
}

const mib = (bytes: number): string => `${Math.ceil(bytes / MIB).toLocaleString('en')} MiB`;

/** How often the room is looked at while copying, in ms. */
const LOOK_MS = 500;

/**
 * Watches the room while the copy grows, and calls `onFull` once when less than half of the head-room is left, so that the new
 * user's server still starts. Call what is returned to end it.
 */
export function watchRoom(home: Home, onFull: (failure: Failure) => void): () => void {
  const timer = setInterval(() => {
    const { bytesFree, bytesTotal, inodesFree } = roomOf(home.dir);
    const floor = headRoom(bytesTotal) / 2;
    const isShort = bytesFree < floor || (inodesFree > 0 && inodesFree < INODES_LEFT);
    if (!isShort) return;
    clearInterval(timer);
    const left = `${mib(bytesFree)} and ${inodesFree} inodes are left`;
    onFull(new Failure('outOfSpace', `The new home is nearly full: ${left}. The partial copy is kept.`));
  }, LOOK_MS);
  return () => clearInterval(timer);
}

/** A server makes some files when it starts. */
const INODES_LEFT = 100;

/** A failure of a copy as what it most likely is: where hardly anything is free, the words for it did not arrive. Says what is left. */
export function orFull(failure: Failure, home: Home): Failure {
  if (failure.exit === 'outOfSpace') {
    if (failure.message.includes(KEPT)) return failure;
    return new Failure('outOfSpace', `${failure.message} ${KEPT}`, { cause: failure });
  }
  const { bytesFree } = roomOf(home.dir);
  if (failure.exit !== 'copyFailed' || bytesFree >= MIB) return failure;
  return new Failure('outOfSpace', `The new home is full. ${KEPT} (${failure.message})`, { cause: failure });
}

const KEPT = 'The partial copy is kept.';
