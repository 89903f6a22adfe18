import { describe, expect, test } from 'vitest';
import { LiveRun } from './live-run.ts';

const AT = '2026-03-01T12:00:00Z';
const numbers = { bytesDone: 0, bytesTotal: 0, filesDone: 0, filesTotal: 0, rate: null, remaining: null, path: null };

/** A run that said one thing a minute, each said to have come at that minute. */
function heard(...said: readonly object[]): LiveRun {
  const live = new LiveRun();
  for (const [minute, line] of said.entries())
    live.accept(` ${JSON.stringify({ seq: minute, at: AT, ...line })}`, minute);
  return live;
}

describe('a run goes on', () => {
  test('while the scan still finds files, though none is copied yet', () => {
    const scan = { type: 'phase', phase: 'scanning' };
    const found = (filesTotal: number) => ({ type: 'progress', ...numbers, filesTotal, bytesTotal: filesTotal * 10 });
    expect(heard(scan, found(1), found(2)).lastChangeAt).toBe(2);
    expect(heard(scan, found(1), found(1)).lastChangeAt).toBe(1);
  });

  test.each(['owning', 'verifying', 'finishing'])(
    'while %s, which tells no numbers, as long as its heart beats',
    (phase) => {
      expect(heard({ type: 'phase', phase }, { type: 'heartbeat' }).lastChangeAt).toBe(1);
    },
  );

  test.each(['scanning', 'copying'])(
    'while %s only if a number moves: a heart also beats where storage hangs',
    (phase) => {
      expect(heard({ type: 'phase', phase }, { type: 'heartbeat' }).lastChangeAt).toBe(0);
    },
  );
});

test('the last phase is told in words that are true of a removal too', () => {
  const [line] = heard({ type: 'phase', phase: 'finishing' }).lines.last(1);
  expect(line?.text).toBe('Finishing');
});
