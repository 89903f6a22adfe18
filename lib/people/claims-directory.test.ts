import { expect, test } from 'vitest';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import { createClaimsDirectory } from './claims-directory.ts';

const RULES = { labelSelector: 'component=singleuser-storage', usernameAnnotation: 'hub.jupyter.org/username' };
const claim = (username: string | undefined, component = 'singleuser-storage'): KubeClaim => ({
  metadata: {
    name: `claim-${username}`,
    labels: { component },
    ...(username !== undefined && { annotations: { 'hub.jupyter.org/username': username } }),
  },
  spec: {},
});

test('everybody whose home is a claim is known once, by the raw username', async () => {
  const claims = [claim('Alice@x.org'), claim('bob'), claim('bob'), claim(undefined), claim('proxy', 'other')];
  const directory = createClaimsDirectory(RULES, () => claims);
  expect((await directory.search('', 10)).map(({ username }) => username)).toEqual(['Alice@x.org', 'bob']);
  expect(await directory.find('Alice@x.org')).toEqual({ username: 'Alice@x.org', displayName: null, uid: null });
  expect(await directory.find('alice@x.org')).toBeUndefined();
});

test('it is not complete, since a home is made with the first server', () => {
  expect(createClaimsDirectory(RULES, () => []).complete).toBe(false);
});

test('a claim that is new is found as soon as it is in the list', async () => {
  let claims: readonly KubeClaim[] = [];
  const directory = createClaimsDirectory(RULES, () => claims);
  expect(await directory.find('carol')).toBeUndefined();
  claims = [claim('carol')];
  expect(await directory.find('carol')).toMatchObject({ username: 'carol' });
});
