import { expect, test } from 'vitest';
import { parseLabelSelector } from './label-selector.ts';

const labels = { component: 'singleuser-storage', app: 'jupyterhub', 'hub.jupyter.org/username': 'a', empty: '' };

test.each([
  ['component=singleuser-storage', true],
  ['component==singleuser-storage, app = jupyterhub', true],
  ['component=singleuser-server', false],
  ['component!=singleuser-server', true],
  ['missing!=x', true],
  ['component', true],
  ['missing', false],
  ['!missing', true],
  ['!component', false],
  ['app in (jupyterhub, other),component', true],
  ['app in (other)', false],
  ['missing in (other)', false],
  ['app notin (other)', true],
  ['missing notin (other)', true],
  ['hub.jupyter.org/username=a', true],
  ['empty=', true],
  ['missing=', false],
  ['toString', false],
])('%s selects the labels: %s', (selector, matches) => {
  expect(parseLabelSelector(selector)?.(labels)).toBe(matches);
});

test.each(['', 'a=b,', 'a=(b', 'a in b', '=b', 'a=b=c', 'a in (b,-)', '-a', 'a b', `a=${'x'.repeat(64)}`])(
  '%j is no selector',
  (selector) => {
    expect(parseLabelSelector(selector)).toBeUndefined();
  },
);
