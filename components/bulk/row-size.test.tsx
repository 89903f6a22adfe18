import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { RowReview } from '#lib/migrations/bulk-views.ts';
import { RowSize } from './row-size.tsx';

const REVIEW: RowReview = {
  ...{ bucket: 'ready', notes: [], decidable: false, bytes: null, asOf: null },
  ...{ likely: { oldUser: [], newUser: [] }, names: { oldUser: null, newUser: null } },
};
const shown = (more: Partial<RowReview>): string =>
  renderToStaticMarkup(<RowSize row={{ line: 3, oldUser: 'a b', newUser: 'c&d' }} review={{ ...REVIEW, ...more }} />);

test('a row says its size, or leads to a check of its pair where it might start', () => {
  expect(shown({ bytes: 2048 })).toContain('2.0 KiB');
  expect(shown({})).toContain('href="/migrations/new?old=a+b&amp;new=c%26d"');
  expect(shown({ bucket: 'done', decidable: true })).toContain('Size not known');
  for (const bucket of ['look', 'cannot', 'duplicate'] as const) expect(shown({ bucket })).toBe('');
});
