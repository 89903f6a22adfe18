import type { Script } from '#embedded-cluster/script.ts';

const LINES_AT_ONCE = 5_000;

/** A pod that says so many lines at once, and then works on until it is asked to stop. Every tenth one names a file. */
export function longLog(lines: number): Script {
  const phase = JSON.stringify({ seq: 0, at: '{now}', type: 'phase', phase: 'copying' });
  const steps = [{ line: phase }];
  for (let from = 1; from < lines; from += LINES_AT_ONCE) {
    const count = Math.min(LINES_AT_ONCE, lines - from);
    const texts = Array.from({ length: count }, (_, at) => lineOf(from + at));
    steps.push({ line: texts.join('\n') });
  }
  return { steps: [...steps, { delayMs: 600_000 }], onSigterm: { exitCode: 143 } };
}

const lineOf = (number: number): string => (number % 10 === 0 ? `file data/${number}.bin` : `line ${number}`);
