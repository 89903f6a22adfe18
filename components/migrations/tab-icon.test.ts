import { expect, test } from 'vitest';
import { FAMILIES } from './status-look.ts';
import { tabIcon } from './tab-icon.ts';

const families = Object.keys(FAMILIES) as (keyof typeof FAMILIES)[];

test('each family of states has an icon of its own', () => {
  expect(new Set(families.map((family) => tabIcon(family, 50))).size).toBe(families.length);
});

test('the icon of a run at work fills with it, and changes twenty times at most', () => {
  const icons = Array.from({ length: 101 }, (_, percent) => tabIcon('working', percent));
  expect(new Set(icons).size).toBe(20);
  expect(tabIcon('working', null)).toBe(icons[0]);
  expect(tabIcon('done', 10)).toBe(tabIcon('done', 90));
});
