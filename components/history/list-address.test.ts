import { expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { exportHref, headSort, listHref, sortOf } from './list-address.ts';

const place = { order: 'requested', values: [5, 'x'], before: false } as const;
const third = { ...DEFAULT_QUERY, user: 'ana', place };

test('a filter keeps the rest of the address, and begins at the first page', () => {
  expect(listHref(third, { preset: 'failed' })).toBe('/migrations?show=failed&user=ana');
  expect(listHref(third, { place })).toBe('/migrations?user=ana&after=%5B%22requested%22%2C5%2C%22x%22%5D');
  expect(listHref(third, { user: '' })).toBe('/migrations');
});

test('the sorted column turns round; another begins with what makes most sense there', () => {
  expect(sortOf(third, 'requested')).toEqual({ href: '/migrations?user=ana&dir=asc', direction: 'descending' });
  expect(sortOf(third, 'pair')).toEqual({ href: '/migrations?user=ana&sort=pair&dir=asc', direction: null });
  expect(sortOf(third, 'size')).toEqual({ href: '/migrations?user=ana&sort=size', direction: null });
  const byPair = { ...third, sort: 'pair', descending: false } as const;
  expect(sortOf(byPair, 'pair')).toEqual({ href: '/migrations?user=ana&sort=pair', direction: 'ascending' });
});

test('a file has the filter of the list, over all pages', () => {
  expect(exportHref({ ...third, preset: 'failed', sort: 'pair' }, 'csv')).toBe(
    '/api/runs/export?format=csv&show=failed&user=ana',
  );
  expect(exportHref(DEFAULT_QUERY, 'json')).toBe('/api/runs/export?format=json');
});

test('of more than can be sorted only the time of the request is an order', () => {
  const bySize = { ...third, sort: 'size' } as const;
  expect(headSort(bySize, { sortable: true }, 'size')?.direction).toBe('descending');
  expect(headSort(bySize, { sortable: false }, 'size')).toBeUndefined();
  expect(headSort(bySize, { sortable: false }, 'requested')).toEqual({
    href: '/migrations?user=ana&dir=asc',
    direction: 'descending',
  });
});
