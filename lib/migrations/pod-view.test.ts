import { expect, test } from 'vitest';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { podView } from './pod-view.ts';

const pod: KubePod = {
  metadata: { name: 'rehome-a', namespace: 'homes', uid: 'u1' },
  spec: {
    containers: [
      {
        name: 'migrate',
        image: 'rehome',
        volumeMounts: [
          { name: 'old', mountPath: '/old', readOnly: true },
          { name: 'new', mountPath: '/new' },
          { name: 'both', mountPath: '/both' },
        ],
      },
    ],
    volumes: [
      { name: 'old', persistentVolumeClaim: { claimName: 'claim-old' } },
      { name: 'new', persistentVolumeClaim: { claimName: 'claim-new' } },
      { name: 'both', persistentVolumeClaim: { claimName: 'claim-new', readOnly: true } },
      { name: 'scratch', emptyDir: {} },
    ],
  },
  status: {
    phase: 'Pending',
    conditions: [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/4 nodes', lastTransitionTime: 't' },
      { type: 'Ready', status: 'True' },
    ],
  },
};

test('the conditions of a pod are told in the words of the cluster', () => {
  expect(podView(pod, []).conditions).toEqual([
    { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/4 nodes', since: 't' },
    { type: 'Ready', status: 'True', reason: null, message: null, since: null },
  ]);
  expect(podView({ ...pod, status: {} }, []).conditions).toEqual([]);
});

test('each claim that it mounts is told once, with its phase only where that is known', () => {
  const listed = [{ metadata: { name: 'claim-new' }, spec: {}, status: { phase: 'Bound' } }];
  expect(podView(pod, listed).claims).toEqual([
    { name: 'claim-old', readOnly: true, phase: null },
    { name: 'claim-new', readOnly: false, phase: 'Bound' },
  ]);
  expect(podView({ ...pod, spec: { containers: [] } }, listed).claims).toEqual([]);
});
