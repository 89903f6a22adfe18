const SLOT = 20;

/**
 * When each inode had last been changed, as the scan saw it, and how many entries each folder had, in memory that all workers
 * read: 20 bytes a slot, half of them used. So the end can tell a change of the old home from a damaged copy, also of a home with millions of files.
 */
export class InodeTimes {
  readonly buffer: SharedArrayBuffer;
  readonly #keys: BigUint64Array;
  readonly #times: BigInt64Array;
  readonly #entries: Int32Array;
  readonly #mask: number;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    const slots = buffer.byteLength / SLOT;
    this.#keys = new BigUint64Array(buffer, 0, slots);
    this.#times = new BigInt64Array(buffer, slots * 8, slots);
    this.#entries = new Int32Array(buffer, slots * 16, slots);
    this.#mask = slots - 1;
  }

  /** Room for so many inodes. */
  static for(inodes: number): InodeTimes {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, inodes * 2)));
    return new InodeTimes(new SharedArrayBuffer(slots * SLOT));
  }

  /** Takes pairs of inode and ctime. One thread only. */
  remember(pairs: BigUint64Array): void {
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const slot = this.#slotOf(pairs[at] ?? 0n);
      this.#keys[slot] = pairs[at] ?? 0n;
      this.#times[slot] = BigInt.asIntN(64, pairs[at + 1] ?? 0n);
    }
  }

  /** Takes how many entries a folder that is known already has. One thread only. */
  rememberEntries(inode: bigint, entries: number): void {
    this.#entries[this.#slotOf(inode)] = entries;
  }

  /** How many entries a folder had; 0 for one that the scan did not see. */
  entriesOf(inode: bigint): number {
    return this.#entries[this.#slotOf(inode)] ?? 0;
  }

  /** Whether an inode is another than at the scan, in content or in attributes. `ctime` in nanoseconds. */
  hasChanged(inode: bigint, ctime: bigint): boolean {
    const slot = this.#slotOf(inode);
    return this.#keys[slot] !== inode || this.#times[slot] !== ctime;
  }

  /** The inode's slot, or the free one where it belongs. */
  #slotOf(inode: bigint): number {
    let slot = (Math.imul(Number(inode & 0xffffffffn), 0x9e3779b1) >>> 7) & this.#mask;
    while (this.#keys[slot] !== 0n && this.#keys[slot] !== inode) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
