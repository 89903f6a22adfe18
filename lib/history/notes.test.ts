import { expect, test } from 'vitest';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

const audit = { at: NOW, actor: 'erin', action: 'run.acknowledge' };

test('notes are kept in order, also after the end, and change nothing else', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.addNote(run.id, 'erin', NOW, 'first <b>');
  await history.settle(run.id, { outcome: 'succeeded', code: 'RH-000', endedAt: NOW });
  const before = await history.get(run.id);
  await history.addNote(run.id, 'finn', NOW, 'second');
  expect((await history.notesOf(run.id)).map((note) => [note.by, note.text])).toEqual([
    ['erin', 'first <b>'],
    ['finn', 'second'],
  ]);
  expect(await history.get(run.id)).toEqual(before);
  expect(await history.addNote('none', 'erin', NOW, 'x')).toBeUndefined();
});

test('a failure is acknowledged once, by who saw it first, with one audit row', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, { outcome: 'timed_out', code: 'RH-603', endedAt: NOW });
  expect(await history.acknowledge(run.id, 'erin', NOW + 1, audit)).toBe(true);
  expect(await history.acknowledge(run.id, 'finn', NOW + 2, { ...audit, actor: 'finn' })).toBe(false);
  expect((await history.get(run.id))?.acknowledged).toEqual({ by: 'erin', at: NOW + 1 });
  const rows = (await history.audit.list({ limit: 10 })).filter((row) => row.action === audit.action);
  expect(rows).toEqual([expect.objectContaining({ actor: 'erin', object: run.id, oldUser: 'a' })]);
});

test('only a failure can be acknowledged', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  expect(await history.acknowledge(run.id, 'erin', NOW)).toBe(false);
  await history.settle(run.id, { outcome: 'succeeded', code: 'RH-000', endedAt: NOW });
  expect(await history.acknowledge(run.id, 'erin', NOW)).toBe(false);
  expect(await history.acknowledge('none', 'erin', NOW)).toBe(false);
});
