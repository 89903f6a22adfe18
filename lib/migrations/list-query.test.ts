import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_QUERY, isNarrowed, listSearch, readListQuery } from './list-query.ts';
import { type ListPlace, type ListQuery, PRESETS, SORTS, type Sort } from './list-views.ts';
import { FOLDER_STATES, KINDS } from './states.ts';

const text = fc.string({ maxLength: 20 });
const trimmed = text.map((value) => value.trim());
const moment = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
);
const named = fc.string({ maxLength: 60 });
const count = fc.integer();
const values: Readonly<Record<Sort, fc.Arbitrary<(string | number)[]>>> = {
  requested: fc.tuple(count, named),
  status: fc.tuple(count, count, named),
  pair: fc.tuple(named, named, count, named),
  size: fc.tuple(count, count, named),
  duration: fc.tuple(count, count, named),
  by: fc.tuple(named, count, named),
};
const places: fc.Arbitrary<ListPlace> = fc
  .constantFrom(...SORTS)
  .chain((order) => fc.record({ order: fc.constant(order), values: values[order], before: fc.boolean() }));
const queries: fc.Arbitrary<ListQuery> = fc.record({
  ...{ preset: fc.constantFrom(...PRESETS), user: text, text: trimmed, by: text },
  ...{ kind: fc.option(fc.constantFrom(...KINDS)), folderState: fc.option(fc.constantFrom(...FOLDER_STATES)) },
  ...{ code: fc.constantFrom('', 'RH-308', 'RH-000'), since: moment, until: moment, byPair: fc.boolean() },
  ...{ sort: fc.constantFrom(...SORTS), descending: fc.boolean(), place: fc.option(places) },
});
const read = (search: string) => readListQuery(Object.fromEntries(new URLSearchParams(search)));

test('every list has an address, and the address leads to the same list', () => {
  fc.assert(
    fc.property(queries, (query) => {
      expect(read(listSearch(query))).toEqual(query);
    }),
  );
  expect(listSearch(DEFAULT_QUERY)).toBe('');
});

test('what makes no sense in an address is left out', () => {
  expect(
    read(
      '?show=x&kind=x&code=308&folder=x&since=soon&until=2026-13-99&sort=x&dir=x&page=-1&group=x&after=[1]&before=x',
    ),
  ).toEqual(DEFAULT_QUERY);
  expect(read('?since=2026-11-17&code=rh-308')).toEqual({
    ...DEFAULT_QUERY,
    since: '2026-11-17T00:00:00.000Z',
    code: 'RH-308',
  });
});

test.each(['["requested",1]', '["requested","1","x"]', '["size",1,2,null]', '["x",1,"x"]', '[', '{}', '[]'])(
  'a place that is none is the first page: %s',
  (after) => {
    expect(read(`?${new URLSearchParams({ after })}`)).toEqual(DEFAULT_QUERY);
  },
);

test('an order, a page and a preset narrow nothing down', () => {
  expect(
    isNarrowed({
      ...DEFAULT_QUERY,
      preset: 'failed',
      sort: 'by',
      place: { order: 'by', values: ['x', 1, 'y'], before: true },
      byPair: true,
    }),
  ).toBe(false);
  expect(isNarrowed({ ...DEFAULT_QUERY, folderState: 'partial' })).toBe(true);
});
