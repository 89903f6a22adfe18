import { readFileSync } from 'node:fs';

/** How long a tick of the kernel's accounts is, on every Linux of today. */
const TICK_MS = 10;

/**
 * Processor time of all programs that have ended below this one, in ms. It tells, better than a clock can, what something
 * costs on a machine that is busy with other things.
 */
export function childrensProcessorMs(): number {
  const facts = readFileSync('/proc/self/stat', 'utf8');
  const fields = facts.slice(facts.lastIndexOf(')') + 2).split(' ');
  // cutime and cstime are the 16th and 17th; state, the first of these here, is the third.
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}
