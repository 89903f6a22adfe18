import { expect, test } from 'vitest';
import { parseViews, withView } from './saved-views.ts';

test('views come back as they were kept, and anything else is no view', () => {
  const views = [{ name: 'Mine', search: '?show=failed' }];
  expect(parseViews(JSON.stringify(views))).toEqual(views);
  for (const text of [null, '', '{', '{}', '[1, null, {"name": "x"}]', '[{"name":"x","search":"//evil"}]']) {
    expect(parseViews(text)).toEqual([]);
  }
});

test('a name has one view, the last one given', () => {
  const views = withView(
    [
      { name: 'a', search: '?user=1' },
      { name: 'b', search: '' },
    ],
    { name: 'a', search: '?user=2' },
  );
  expect(views).toEqual([
    { name: 'b', search: '' },
    { name: 'a', search: '?user=2' },
  ]);
});
