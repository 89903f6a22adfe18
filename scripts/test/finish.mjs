import { writeFileSync } from 'node:fs';

/**
 * Says the counts on a line of their own, the last one, and answers with the exit code. Where REHOME_TEST_COUNTS names
 * a file they go there instead: whoever asked adds up several suites and says it once.
 */
export function finish({ passed, failed, skipped }) {
  const file = process.env.REHOME_TEST_COUNTS;
  if (file) writeFileSync(file, `${passed} ${failed} ${skipped}\n`);
  else process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed > 0 ? 1 : 0;
}
