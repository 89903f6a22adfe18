import 'server-only';
import { randomBytes } from 'node:crypto';

let lastAt = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562, method 1): text that sorts by time, and within one process also by order of making, so that rows
 * of the same millisecond keep their order.
 */
export function newId(now: number = Date.now()): string {
  advance(now);
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastAt, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The 12 bits after the version count within a millisecond; a full counter borrows from the next one. */
function advance(now: number): void {
  if (now > lastAt) {
    lastAt = now;
    counter = 0;
    return;
  }
  counter += 1;
  if (counter > 0xfff) {
    lastAt += 1;
    counter = 0;
  }
}

/** When such an id was made, in milliseconds since the epoch. */
export const timeOfId = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
