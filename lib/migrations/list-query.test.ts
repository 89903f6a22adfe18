import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_QUERY, isNarrowed, listSearch, readListQuery } from './list-query.ts';
import { type ListQuery, PRESETS, SORTS } from './list-views.ts';
import { FOLDER_STATES, KINDS } from './states.ts';

const text = fc.string({ maxLength: 20 });
const trimmed = text.map((value) => value.trim());
const moment = fc.option(
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
);
const queries: fc.Arbitrary<ListQuery> = fc.record({
  ...{ preset: fc.constantFrom(...PRESETS), user: text, text: trimmed, by: text },
  ...{ kind: fc.option(fc.constantFrom(...KINDS)), folderState: fc.option(fc.constantFrom(...FOLDER_STATES)) },
  ...{ code: fc.constantFrom('', 'RH-308', 'RH-000'), since: moment, until: moment, byPair: fc.boolean() },
  ...{ sort: fc.constantFrom(...SORTS), descending: fc.boolean(), page: fc.integer({ min: 1, max: 1_000_000 }) },
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
  expect(read('?show=x&kind=x&code=308&folder=x&since=soon&until=2026-13-99&sort=x&dir=x&page=-1&group=x')).toEqual(
    DEFAULT_QUERY,
  );
  expect(read('?since=2026-11-17&code=rh-308')).toEqual({
    ...DEFAULT_QUERY,
    since: '2026-11-17T00:00:00.000Z',
    code: 'RH-308',
  });
});

test('an order, a page and a preset narrow nothing down', () => {
  expect(isNarrowed({ ...DEFAULT_QUERY, preset: 'failed', sort: 'by', page: 2, byPair: true })).toBe(false);
  expect(isNarrowed({ ...DEFAULT_QUERY, folderState: 'partial' })).toBe(true);
});
