import { readdirSync, readFileSync } from 'node:fs';

/** What all threads of this process have done so far, in ns: run, or been ready to run and waited for a processor. */
function busyTime(): number {
  let sum = 0;
  for (const thread of readdirSync('/proc/self/task')) {
    const [run = 0, ready = 0] = schedule(thread);
    sum += run + ready;
  }
  return sum;
}

/** https://docs.kernel.org/scheduler/sched-stats.html */
function schedule(thread: string): number[] {
  try {
    return readFileSync(`/proc/self/task/${thread}/schedstat`, 'latin1').split(' ').map(Number);
  } catch {
    // It ended a moment ago, or this kernel keeps no such numbers.
    return [];
  }
}

/**
 * Whether busy workers spend their time waiting for a disk or a network rather than working or wanting to: then more of them
 * get more done. Another process that takes the processors does not look like waiting.
 */
export class Waiting {
  #busy = busyTime();
  #at = process.hrtime.bigint();

  /** Whether, since the last call, so many workers were held up for more than half of the time. */
  isHeldUp(workers: number): boolean {
    const [busy, at] = [busyTime(), process.hrtime.bigint()];
    const had = Number(at - this.#at) * workers;
    const used = busy - this.#busy;
    this.#busy = busy;
    this.#at = at;
    return busy > 0 && used < had / 2;
  }
}
