import { describe, expect, test } from 'vitest';
import type { HomesConfig } from '#lib/config/schema.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import { findHome, resolveHomes, resolvePaths } from './resolve.ts';

const shared: HomesConfig = {
  layout: 'shared',
  volume: { persistentVolumeClaim: { claimName: 'homes' } },
  path: '{initial}/{username}',
  owner: 'fromHome',
};
const perUser: HomesConfig = {
  layout: 'claimPerUser',
  owner: { uid: 1000, gid: 100 },
  claims: { labelSelector: 'component=singleuser-storage', usernameAnnotation: 'hub.jupyter.org/username' },
};
const pair = { oldUser: 'Alice@x.org', newUser: 'alice' };

const claim = (name: string, username: string | undefined, more: Partial<KubeClaim['spec']> = {}): KubeClaim => ({
  metadata: {
    name,
    labels: { component: 'singleuser-storage' },
    ...(username !== undefined && { annotations: { 'hub.jupyter.org/username': username } }),
  },
  spec: { accessModes: ['ReadWriteOnce'], ...more },
});
const CLAIMS = [
  claim('claim-alice---3bc51062', 'Alice@x.org'),
  claim('claim-alice', 'alice'),
  claim('claim-bob', 'bob'),
];

const resolve = (homes: HomesConfig, claims = CLAIMS, nodes: Record<string, string> = {}) =>
  resolveHomes({ homes }, pair, claims, new Map(Object.entries(nodes)));

describe('in a shared volume', () => {
  test('both homes are paths in the volume', () => {
    expect(resolve(shared, [])).toEqual({
      layout: 'shared',
      volume: { persistentVolumeClaim: { claimName: 'homes' } },
      oldPath: 'A/Alice@x.org',
      newPath: 'a/alice',
      node: null,
    });
  });

  test('an unsafe username is a problem, and no pod', () => {
    const found = resolveHomes({ homes: shared }, { oldUser: '../x', newUser: 'alice' }, [], new Map());
    expect(found).toEqual({ problem: 'A username cannot contain a slash.', code: 'RH-240' });
  });

  test('two names that lead to one home are refused', () => {
    const homes = { ...shared, path: '{escaped_username}' };
    const users = { oldUser: 'É', newUser: '-c3-89' };
    expect(resolvePaths({ homes }, users)).toBeUndefined();
    const same = { ...shared, path: 'all-{initial}' };
    const words = 'Both users have the same home (all-a).';
    expect(resolvePaths({ homes: same }, { oldUser: 'ab', newUser: 'ac' })).toBe(words);
    expect(resolveHomes({ homes: same }, { oldUser: 'ab', newUser: 'ac' }, [], new Map())).toEqual({
      problem: words,
      code: 'RH-310',
    });
  });

  test('a volume that one node alone can mount pins the pod to the node that has it', () => {
    expect(resolve(shared, [claim('homes', undefined)], { homes: 'node-1' })).toMatchObject({ node: 'node-1' });
    const many = claim('homes', undefined, { accessModes: ['ReadWriteMany'] });
    expect(resolve(shared, [many], { homes: 'node-1' })).toMatchObject({ node: null });
  });
});

describe('where each user has a claim', () => {
  test('claims are found by the raw username, however they are called', () => {
    expect(resolve(perUser)).toEqual({
      layout: 'claimPerUser',
      oldClaim: 'claim-alice---3bc51062',
      newClaim: 'claim-alice',
      node: null,
    });
  });

  test('no claim of the old user is what the migrator calls 4, of the new user 5, without any pod', () => {
    expect(resolve(perUser, CLAIMS.slice(1))).toEqual({
      problem: 'Alice@x.org has no home: no claim carries this username.',
      code: 'RH-104',
    });
    expect(resolve(perUser, CLAIMS.slice(0, 1))).toEqual({
      problem: 'alice has no home: no claim carries this username.',
      code: 'RH-105',
    });
  });

  test('two claims of one user are never guessed between', () => {
    expect(resolve(perUser, [...CLAIMS, claim('claim-alice--work', 'alice')])).toEqual({
      problem: 'alice has 2 claims (claim-alice, claim-alice--work); which one is the home is not guessed.',
      code: 'RH-240',
    });
  });

  test('claims that the label selector leaves out do not count', () => {
    const scratch = {
      ...claim('scratch-alice', 'alice'),
      metadata: { name: 'scratch-alice', annotations: { 'hub.jupyter.org/username': 'alice' } },
    };
    expect(resolve(perUser, [...CLAIMS, scratch])).toMatchObject({ newClaim: 'claim-alice' });
  });

  test('a claim that is being deleted, or has lost its volume, is refused', () => {
    const [old, fresh] = CLAIMS;
    if (!old || !fresh) throw new Error('no claims');
    const going = { ...fresh, metadata: { ...fresh.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(resolve(perUser, [old, going])).toEqual({
      problem: 'The home of alice (claim claim-alice) is being deleted.',
      code: 'RH-240',
    });
    expect(resolve(perUser, [old, { ...fresh, status: { phase: 'Lost' } }])).toEqual({
      problem: 'The home of alice (claim claim-alice) has lost its volume.',
      code: 'RH-240',
    });
  });

  test('a claim in use pins the pod to its node; two on one node also', () => {
    expect(resolve(perUser, CLAIMS, { 'claim-alice': 'node-2' })).toMatchObject({ node: 'node-2' });
    const both = { 'claim-alice': 'node-2', 'claim-alice---3bc51062': 'node-2', 'claim-bob': 'node-3' };
    expect(resolve(perUser, CLAIMS, both)).toMatchObject({ node: 'node-2' });
  });

  test('two claims in use on two nodes are refused with the reason', () => {
    expect(resolve(perUser, CLAIMS, { 'claim-alice': 'node-2', 'claim-alice---3bc51062': 'node-1' })).toEqual({
      problem:
        'No node can mount both homes: the claims are in use on two (claim-alice---3bc51062 on node node-1, claim-alice on node node-2). Stop one of the servers.',
      code: 'RH-241',
    });
  });

  test('a claim for one pod alone is refused while a pod has it', () => {
    const alone = claim('claim-alice', 'alice', { accessModes: ['ReadWriteOncePod'] });
    const claims = [...CLAIMS.slice(0, 1), alone];
    expect(resolve(perUser, claims)).toMatchObject({ node: null });
    expect(resolve(perUser, claims, { 'claim-alice': 'node-2' })).toEqual({
      problem: 'Claim claim-alice allows one pod only and is in use on node node-2.',
      code: 'RH-241',
    });
  });

  test('the picker is told where a home is, or what is wrong', () => {
    expect(findHome(perUser, 'bob', CLAIMS)).toMatchObject({ onDisk: 'claim-bob' });
    expect(findHome(perUser, 'eve', CLAIMS)).toEqual({
      problem: 'eve has no home: no claim carries this username.',
      missing: true,
    });
    expect(findHome(shared, 'bob', [])).toMatchObject({ onDisk: 'b/bob' });
  });
});
