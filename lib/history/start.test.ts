import { describe, expect, test } from 'vitest';
import type { History } from './history.ts';
import type { StartRun } from './start.ts';
import { copyOf, NOW, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const HOSTILE = [
  "o'neil; drop table runs; --",
  '100%_\\',
  '"quoted"',
  'x'.repeat(300),
  'Ünïcødé-名前-🦆',
  '../../etc/passwd',
  'a\u202Eb',
  'line\nbreak',
];

const end = { outcome: 'failed', code: 'RH-306', endedAt: NOW + 1000 } as const;

test('a start is recorded as queued, with its first line of the story and one audit row', async () => {
  const history = await scratchHistory();
  const input = copyOf('alice', 'alice2', { why: 'renamed', ticket: 'OPS-1', settings: { verify: 'sizes' } });
  const run = await started(history, input);
  expect(run).toMatchObject({
    ...{ id: input.id, number: 1, kind: 'copy', state: 'queued', lastState: 'queued', outcome: null, objects: 'none' },
    ...{ why: 'renamed', ticket: 'OPS-1', settings: { verify: 'sizes' }, requestedAt: NOW, stalled: false },
  });
  expect(await history.get(input.id)).toEqual(run);
  expect(await history.timeline(input.id)).toEqual([{ at: NOW, what: 'queued', by: 'dana', detail: null }]);
  expect(await history.audit.list({ limit: 10 })).toEqual([
    expect.objectContaining({
      object: input.id,
      result: 'done',
      oldUser: 'alice',
      newUser: 'alice2',
      why: 'renamed (OPS-1)',
    }),
  ]);
});

test('numbers count from 1 within a pair and direction, over all kinds', async () => {
  const history = await scratchHistory();
  const numbers = [];
  for (const kind of ['copy', 'check', 'discard'] as const) {
    const run = await started(history, copyOf('a', 'b', { kind }));
    numbers.push(run.number);
    await history.settle(run.id, end);
  }
  expect(numbers).toEqual([1, 2, 3]);
  expect((await started(history, copyOf('b', 'a'))).number).toBe(1);
});

test('names come back letter by letter, and are two people where they differ by case or wildcard', async () => {
  const history = await scratchHistory();
  for (const name of HOSTILE) {
    const run = await started(history, copyOf(name, `${name}2`));
    expect(await history.get(run.id)).toMatchObject({ oldUser: name, newUser: `${name}2`, number: 1 });
  }
  expect((await started(history, copyOf('Case', 'target'))).number).toBe(1);
  expect((await started(history, copyOf('case', 'target'))).number).toBe(1);
});

test('names that the database would change, empty ones and one person on both sides are refused', async () => {
  const history = await scratchHistory();
  const pairs = [
    ['a\0b', 'c'],
    ['a', '\ud800'],
    ['', 'c'],
    ['same', 'same'],
  ] as const;
  for (const [oldUser, newUser] of pairs) {
    await expect(history.startRun(copyOf(oldUser, newUser))).rejects.toMatchObject({ code: 'invalid' });
  }
  expect(await history.unfinished()).toEqual([]);
});

describe('defect L: beside an unfinished copy of alice to bob', () => {
  const refused: [string, [string, string], Partial<StartRun>, string][] = [
    ['the same pair', ['alice', 'bob'], {}, 'same_pair'],
    ['the same pair, scheduled', ['alice', 'bob'], { notBefore: NOW + 9e6 }, 'same_pair'],
    ['a discard of the pair', ['alice', 'bob'], { kind: 'discard' }, 'same_pair'],
    ['the reverse', ['bob', 'alice'], {}, 'reverse'],
    ['bob as an old user', ['bob', 'carol'], {}, 'chain'],
    ['alice as a new user', ['carol', 'alice'], {}, 'chain'],
  ];
  test.each(refused)('%s is refused with one audit row and no run', async (_, pair, more, rule) => {
    const history = await scratchHistory();
    const first = await started(history, copyOf('alice', 'bob'));
    const result = await history.startRun(copyOf(...pair, more));
    expect(result).toEqual({
      ok: false,
      conflict: { rule, runId: first.id, oldUser: 'alice', newUser: 'bob', number: 1 },
    });
    expect(await history.unfinished()).toEqual([first]);
    const [row, ...older] = await history.audit.list({ limit: 10 });
    expect(row).toMatchObject({ result: 'refused', object: first.id, detail: rule, oldUser: pair[0] });
    expect(older).toHaveLength(1);
  });

  const allowed: [string, [string, string], Partial<StartRun>][] = [
    ['another source to the same target', ['carol', 'bob'], {}],
    ['the same source to another target', ['alice', 'carol'], {}],
    ['two others', ['carol', 'dave'], {}],
    ['a check of the pair', ['alice', 'bob'], { kind: 'check' }],
    ['a check of the reverse', ['bob', 'alice'], { kind: 'check' }],
  ];
  test.each(allowed)('%s is allowed', async (_, pair, more) => {
    const history = await scratchHistory();
    await started(history, copyOf('alice', 'bob'));
    expect((await history.startRun(copyOf(...pair, more))).ok).toBe(true);
  });

  test('a refusal holds nothing: what it would have locked is free', async () => {
    const history = await scratchHistory();
    await started(history, copyOf('alice', 'bob'));
    expect((await history.startRun(copyOf('carol', 'alice'))).ok).toBe(false);
    expect((await history.startRun(copyOf('bob', 'zoe'))).ok).toBe(false);
    await started(history, copyOf('dave', 'carol'));
    await started(history, copyOf('zoe', 'erin'));
  });

  test('the end of the run frees exactly its own locks', async () => {
    const file = scratchFile();
    const history = await scratchHistory(file);
    const first = await started(history, copyOf('alice', 'bob'));
    const second = await started(history, copyOf('alice', 'carol'));
    await history.settle(first.id, end);
    expect(await history.startRun(copyOf('dave', 'alice'))).toMatchObject({ conflict: { runId: second.id } });
    await started(history, copyOf('bob', 'erin'));
    await history.settle(second.id, end);
    await started(history, copyOf('dave', 'alice'));
    const held = rawDatabase(file).prepare('select user_name, side from sides order by user_name').all();
    expect(held.map((row) => `${row.user_name} ${row.side}`)).toEqual(['alice new', 'bob old', 'dave old', 'erin new']);
  });
});

describe('of a hundred starts at once', () => {
  const together = async (history: History, pairs: (i: number) => readonly [string, string]) => {
    const all = Array.from({ length: 100 }, (_, i) => history.startRun(copyOf(...pairs(i))));
    return (await Promise.all(all)).filter((result) => result.ok).length;
  };
  test.each([
    ['one pair', () => ['a', 'b'] as const],
    ['a pair and its reverse', (i: number) => (i % 2 ? (['a', 'b'] as const) : (['b', 'a'] as const))],
    [
      'a ring of three',
      (i: number) =>
        (
          [
            ['a', 'b'],
            ['b', 'c'],
            ['c', 'a'],
          ] as const
        )[i % 3] ?? ['a', 'b'],
    ],
  ])('%s: exactly one is accepted', async (_, pairs) => {
    const history = await scratchHistory();
    expect(await together(history, pairs)).toBe(1);
    expect(await history.unfinished()).toHaveLength(1);
    expect(await history.audit.list({ limit: 200 })).toHaveLength(100);
  });
});

test('the database itself refuses a second side and a second run of a pair, whoever writes', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  await started(history, copyOf('alice', 'bob'));
  const raw = rawDatabase(file);
  expect(() => raw.exec(`insert into sides values ('default', 'alice', 'new')`)).toThrow(/UNIQUE/);
  expect(() => raw.exec(`insert into holds values ('x', 'default', 'alice', 'new')`)).toThrow(/FOREIGN KEY/);
  expect(() => raw.exec(`insert into pair_holds values ('default', 'alice', 'bob', 'x')`)).toThrow(/UNIQUE/);
});

test('a partial copy that another run worked on since is not worked on again: refused, with nothing held', async () => {
  const history = await scratchHistory();
  const first = await started(history, copyOf('a', 'b'));
  await history.settle(first.id, end);
  const onIt = { resumes: first.id, knownLater: [] };
  const second = await started(history, copyOf('a', 'b', onIt));
  await history.settle(second.id, end);
  expect(await history.startRun(copyOf('a', 'b', { ...onIt, kind: 'discard' }))).toEqual({
    ok: false,
    conflict: 'later',
  });
  const [row] = await history.audit.list({ limit: 1 });
  expect(row).toMatchObject({ result: 'refused', object: first.id });
  await started(history, copyOf('b', 'a'));
});
