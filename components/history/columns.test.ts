import { expect, test } from 'vitest';
import { COLUMNS, readColumns, withColumn, writeColumns } from './columns.ts';

test('chosen columns are kept, in their own order, also where none is chosen', () => {
  expect(readColumns(writeColumns(['by', 'run']))).toEqual(['run', 'by']);
  expect(readColumns(writeColumns([]))).toEqual([]);
  expect(readColumns(writeColumns(COLUMNS))).toEqual(COLUMNS);
});

test('a cookie of another version or of nobody leaves the usual columns', () => {
  const usual = readColumns(undefined);
  expect(usual).toContain('requested');
  expect(readColumns('x.y')).toEqual(usual);
  expect(readColumns('x.by')).toEqual(['by']);
});

test('a column comes and goes at its place', () => {
  expect(withColumn(['run', 'requested'], 'size', true)).toEqual(['run', 'size', 'requested']);
  expect(withColumn(['run', 'size'], 'run', false)).toEqual(['size']);
});
