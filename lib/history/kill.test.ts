import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { copyOf, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const WRITER = new URL('./testing/writer.ts', import.meta.url).pathname;

function writer(
  file: string,
  mode: string,
  stderr: 'inherit' | 'ignore' = 'inherit',
): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, ['--conditions=react-server', WRITER, file, mode], {
    stdio: ['pipe', 'pipe', stderr],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** What a child printed until it ended; after `limit` lines it is killed. */
async function linesOf(child: ReturnType<typeof writer>, limit: number): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === limit) child.kill('SIGKILL');
  }
  return lines;
}

test.each([1, 2, 37, 150])('a kill after %i acknowledged rows loses none of them', async (limit) => {
  const file = scratchFile();
  const lines = await linesOf(writer(file, 'runs'), limit);
  expect(lines.length).toBeGreaterThanOrEqual(limit);
  const history = await scratchHistory(file);
  for (const line of lines) {
    const [what, id = ''] = line.split(' ');
    const run = await history.get(id);
    if (what === 'started') expect(run).toMatchObject({ number: 1, kind: 'copy' });
    else expect(run).toMatchObject({ outcome: 'succeeded' });
    if (what === 'ended') expect((await history.evidenceOf(id, 'log'))?.text).toBe('all of it');
  }
  const raw = rawDatabase(file);
  expect(raw.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(raw.prepare('pragma foreign_key_check').all()).toEqual([]);
  const torn = `select id from runs left join evidence on run_id = id where (outcome is null) <> (run_id is null)`;
  expect(raw.prepare(torn).all()).toEqual([]);
});

test('a kill in the middle of the transaction that ends a run leaves it unfinished and locked', async () => {
  const file = scratchFile();
  const child = writer(file, 'inside');
  const [lines, [, signal]] = await Promise.all([linesOf(child, 99), once(child, 'exit')]);
  expect(signal).toBe('SIGKILL');
  const id = lines[0] ?? '';
  const history = await scratchHistory(file);
  expect(await history.get(id)).toMatchObject({ outcome: null, state: 'queued' });
  expect(await history.evidenceOf(id, 'log')).toBeUndefined();
  expect((await history.startRun(copyOf(`new-${id}`, 'x'))).ok).toBe(false);
});

test('a second process is refused with a clear sentence, and let in after the first was killed', async () => {
  const file = scratchFile();
  const child = writer(file, 'hold');
  await once(child.stdout, 'data');
  await expect(scratchHistory(file)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/^history\.url: .*history\.db is in use by another Rehome/),
  });
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  await started(await scratchHistory(file), copyOf('a', 'b'));
});

test('a second opening in the same process does not let another process in', async () => {
  const file = scratchFile();
  await scratchHistory(file);
  await expect(scratchHistory(file)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await linesOf(writer(file, 'hold', 'ignore'), 1)).toEqual([]);
});
