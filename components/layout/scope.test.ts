import { expect, test } from 'vitest';
import { scopeOf } from './scope.ts';

const SHELL = { environment: 'staging', cluster: 'kind-homes', namespace: 'rehome', production: false };

test('where something happens has a name, however little is configured', () => {
  expect(scopeOf(SHELL)).toEqual({ what: 'Environment', name: 'staging', production: false });
  expect(scopeOf({ ...SHELL, environment: '', production: true })).toEqual({
    ...{ what: 'Cluster', name: 'kind-homes', production: true },
  });
  expect(scopeOf({ ...SHELL, environment: '', cluster: '' })).toMatchObject({ what: 'Namespace', name: 'rehome' });
});
