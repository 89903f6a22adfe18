import { expect, test } from 'vitest';
import { ANY_AUDIT, type AuditQuery, auditFilter, auditSearch, readAuditPage, readAuditQuery } from './audit-query.ts';

const FULL: AuditQuery = {
  ...{ who: 'erin', what: 'migration.stop', result: 'refused', old: 'o%neil', new: 'ö n' },
  ...{ from: '2026-11-24', to: '2026-11-25' },
};

test('an address leads back to what it was made from', () => {
  const page = { place: { at: 1_764_000_000_000, id: '01890000-0000-7000-8000-000000000000' }, newer: true };
  const params = Object.fromEntries(new URLSearchParams(auditSearch(FULL, page)));
  expect(readAuditQuery(params)).toEqual(FULL);
  expect(readAuditPage(params)).toEqual(page);
  expect(auditSearch(ANY_AUDIT)).toBe('');
});

test('what makes no sense is any', () => {
  const params = { result: 'perhaps', from: 'yesterday', to: '2026-02-30', before: "1' or 1=1", who: ['a', 'b'] };
  expect(readAuditQuery(params)).toEqual({ ...ANY_AUDIT, who: 'a' });
  expect(readAuditPage(params)).toBeUndefined();
});

test('both days are within, as days of the zone', () => {
  const filter = auditFilter(FULL, 'Europe/Berlin');
  expect(new Date(filter.from ?? 0).toISOString()).toBe('2026-11-23T23:00:00.000Z');
  expect(new Date(filter.to ?? 0).toISOString()).toBe('2026-11-25T23:00:00.000Z');
  expect(auditFilter(ANY_AUDIT, 'UTC')).toMatchObject({ actor: null, result: null, from: null, to: null });
});
