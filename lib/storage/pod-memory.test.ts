import { expect, test } from 'vitest';
import { EVENTS_PER_POD, EventMemory } from './event-memory.ts';
import { foreignPod } from './foreign-pod.ts';
import type { KubeEvent } from './kube-objects.ts';
import { PodMemory } from './pod-memory.ts';
import { testPod } from './testing/pods.ts';

const own = (name: string, uid?: string) => ({ own: testPod(name, uid === undefined ? {} : { uid }) });

test('a pod that a new list lacks was deleted meanwhile, and is still remembered', () => {
  const memory = new PodMemory();
  memory.replace([own('a'), own('b')]);
  memory.replace([own('b')]);
  expect(memory.own().map(({ metadata }) => metadata.name)).toEqual(['b']);
  expect(memory.lastSeen('uid-a')?.metadata.name).toBe('a');
});

test('what was deleted is remembered for ten minutes and no longer', () => {
  let now = 0;
  const memory = new PodMemory(() => now);
  memory.change('ADDED', own('a'));
  memory.change('DELETED', own('a'));
  now = 10 * 60_000 - 1;
  expect(memory.lastSeen('uid-a')).toBeDefined();
  now = 10 * 60_000;
  expect(memory.lastSeen('uid-a')).toBeUndefined();
});

test('of two pods of one name, the later one is meant, and late news of the first harms it not', () => {
  const memory = new PodMemory();
  memory.change('ADDED', own('a', 'first'));
  memory.change('ADDED', own('a', 'second'));
  expect(memory.ownByName('a')?.metadata.uid).toBe('second');
  memory.change('DELETED', own('a', 'first'));
  expect(memory.ownByName('a')?.metadata.uid).toBe('second');
});

const event = (uid: string, n: number): KubeEvent => ({
  metadata: { name: `event-${n}` },
  involvedObject: { kind: 'Pod', uid },
  lastTimestamp: new Date(n * 1000).toISOString(),
});

test('of each pod the 200 latest events are kept, a repeated one once, and none of other people’s pods', () => {
  const memory = new EventMemory((uid) => uid === 'foreign');
  for (let n = 0; n < EVENTS_PER_POD + 50; n++) memory.add(event('own', n));
  memory.add(event('own', EVENTS_PER_POD + 49));
  memory.add(event('foreign', 1));
  expect(memory.of('own')).toHaveLength(EVENTS_PER_POD);
  expect(memory.of('own')[0]?.metadata.name).toBe('event-50');
  expect(memory.of('foreign')).toEqual([]);
});

test('the events of any number of pods take bounded room', () => {
  const memory = new EventMemory(() => false);
  for (let n = 0; n < 1_500; n++) memory.add(event(`pod-${n}`, n));
  expect(memory.of('pod-0')).toEqual([]);
  expect(memory.of('pod-1499')).toHaveLength(1);
});

test('of another’s pod only its claims, its place and the name of its person are kept', () => {
  const pod = {
    ...testPod('jupyter-ada', { labels: { app: 'jupyterhub', 'hub.jupyter.org/username': 'ada---1234' } }),
    spec: {
      nodeName: 'node-1',
      volumes: [
        { name: 'home', persistentVolumeClaim: { claimName: 'home-nfs' } },
        { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        { name: 'tmp', emptyDir: {} },
      ],
      containers: [
        {
          name: 'notebook',
          image: 'i',
          env: [{ name: 'JUPYTERHUB_API_TOKEN', value: 's3cret' }],
          volumeMounts: [
            { name: 'home', mountPath: '/home/jovyan', subPath: 'ada' },
            { name: 'home', mountPath: '/home/shared', subPath: '_shared' },
          ],
        },
      ],
    },
  };
  const kept = foreignPod(pod, { annotations: ['hub.jupyter.org/username'], labels: ['hub.jupyter.org/username'] });
  expect(kept).toEqual({
    name: 'jupyter-ada',
    uid: 'uid-jupyter-ada',
    phase: 'Running',
    node: 'node-1',
    username: 'ada---1234',
    claims: [
      { claimName: 'home-nfs', subPath: 'ada' },
      { claimName: 'home-nfs', subPath: '_shared' },
      { claimName: 'data', subPath: null },
    ],
    labels: { 'hub.jupyter.org/username': 'ada---1234' },
    annotations: {},
  });
});
