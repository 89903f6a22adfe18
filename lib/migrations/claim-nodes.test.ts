import { expect, test } from 'vitest';
import type { ForeignPod } from '#lib/storage/foreign-pod.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { claimNodes } from './claim-nodes.ts';

const server = (claimName: string, node: string, phase: string): ForeignPod => ({
  ...{ name: claimName, uid: claimName, phase, node, username: null, labels: {}, annotations: {} },
  claims: [{ claimName, subPath: null }],
});
const migrator = (claimName: string, node: string, phase: string): KubePod => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: claimName }, status: { phase } },
  spec: {
    nodeName: node,
    containers: [{ name: 'migrate', image: 'i' }],
    volumes: [{ name: 'home', persistentVolumeClaim: { claimName } }],
  },
});

test('a claim is in use where a running server or migrator mounts it', () => {
  const nodes = claimNodes([server('a', 'one', 'Running')], [migrator('b', 'two', 'Running')]);
  expect([...nodes]).toEqual([
    ['a', 'one'],
    ['b', 'two'],
  ]);
});

test.each(['Succeeded', 'Failed'])('a pod that is %s, kept to be looked at, holds no claim', (phase) => {
  expect(claimNodes([server('a', 'one', phase)], [migrator('b', 'two', phase)]).size).toBe(0);
});
