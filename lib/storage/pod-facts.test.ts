import { describe, expect, test } from 'vitest';
import { CONTAINERS } from '#lib/migrations/names.ts';
import type { ContainerState, KubePod, PodStatus } from './kube-objects.ts';
import { everRan, exitOf, hasExited, hasStarted, MIGRATOR_CONTAINER, readPodFacts } from './pod-facts.ts';
import { readMigratorStatus } from './pod-status.ts';
import { redactPod } from './redact-pod.ts';
import { testPod } from './testing/pods.ts';

/** A pod with `locate` before `migrate`, in such a state. */
function pod(
  status: PodStatus | undefined,
  states: { locate?: ContainerState; migrate?: ContainerState } = {},
): KubePod {
  const { locate, migrate } = states;
  const base = testPod('a');
  return {
    ...base,
    spec: { ...base.spec, initContainers: [{ name: 'locate', image: 'rehome:test' }] },
    status: {
      ...status,
      ...(locate ? { initContainerStatuses: [{ name: 'locate', state: locate }] } : {}),
      ...(migrate ? { containerStatuses: [{ name: 'migrate', state: migrate }] } : {}),
    },
  };
}

const ended = (exitCode: number, over: Partial<NonNullable<ContainerState['terminated']>> = {}): ContainerState => ({
  terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', finishedAt: '2026-11-01T10:05:00Z', ...over },
});
const done = ended(0);

test('the container whose end counts is the one that the migrator pod has', () => {
  expect(MIGRATOR_CONTAINER).toBe(CONTAINERS.migrate);
});

describe('a pod that has not ended', () => {
  test.each<[string, KubePod]>([
    ['defect g1: Pending without container statuses', pod({ phase: 'Pending' })],
    ['defect g1: no status at all', { ...testPod('a'), status: {} }],
    ['defect g2: Pending without a start time', pod({ phase: 'Pending' }, { migrate: { waiting: {} } })],
    [
      'defect g3: an image that cannot be pulled',
      pod({ phase: 'Pending' }, { migrate: { waiting: { reason: 'ImagePullBackOff' } } }),
    ],
    [
      'defect g3: a container being created',
      pod({ phase: 'Pending' }, { locate: done, migrate: { waiting: { reason: 'PodInitializing' } } }),
    ],
    ['defect g5: Unknown, its node silent', pod({ phase: 'Unknown' }, { migrate: { running: {} } })],
    ['a phase nobody has heard of', pod({ phase: 'Dreaming' })],
    ['an init container that has ended well', pod({ phase: 'Pending' }, { locate: done })],
    [
      'a container that runs',
      pod({ phase: 'Running' }, { locate: done, migrate: { running: { startedAt: '2026-11-01T10:00:09Z' } } }),
    ],
  ])('%s: is running, without an end', (_, current) => {
    const facts = readPodFacts(current);
    expect(hasExited(facts)).toBe(false);
    expect(exitOf(facts)).toBeUndefined();
    expect(readMigratorStatus('old', 'new', current)).toMatchObject({
      running: true,
      exitCode: null,
      endTime: null,
      reason: null,
    });
  });

  test('only one whose migrator runs has started', () => {
    expect(hasStarted(readPodFacts(pod({ phase: 'Pending' }, { locate: { running: {} } })))).toBe(false);
    expect(hasStarted(readPodFacts(pod({ phase: 'Unknown' })))).toBe(false);
    expect(hasStarted(readPodFacts(pod({ phase: 'Running' })))).toBe(true);
  });

  test('one that waits says on what, and that it never ran', () => {
    const facts = readPodFacts(
      pod({ phase: 'Pending' }, { migrate: { waiting: { reason: 'ErrImagePull', message: 'no such image' } } }),
    );
    expect(facts.containers).toMatchObject([
      { name: 'locate', init: true, state: 'waiting', reason: null },
      { name: 'migrate', init: false, state: 'waiting', reason: 'ErrImagePull', message: 'no such image' },
    ]);
    expect(everRan(facts)).toBe(false);
  });
});

describe('a pod that has ended', () => {
  test('and whose containers its node never made has not run, though each has an exit code', () => {
    const terminated = { exitCode: 137, reason: 'ContainerStatusUnknown' };
    const never = readPodFacts(pod({ phase: 'Failed' }, { locate: { terminated }, migrate: { terminated } }));
    expect([hasExited(never), everRan(never)]).toEqual([true, false]);
    const began = { ...terminated, startedAt: '2026-11-01T10:00:00Z' };
    expect(everRan(readPodFacts(pod({ phase: 'Failed' }, { migrate: { terminated: began } })))).toBe(true);
    expect(everRan(readPodFacts(pod({ phase: 'Failed' }, { migrate: ended(137) })))).toBe(true);
  });

  test.each<[string, KubePod, Partial<ReturnType<typeof exitOf> & object>]>([
    [
      'well',
      pod({ phase: 'Succeeded' }, { locate: done, migrate: ended(0) }),
      { container: 'migrate', exitCode: 0, reason: 'Completed' },
    ],
    [
      'by its own exit code',
      pod({ phase: 'Failed' }, { migrate: ended(7) }),
      { container: 'migrate', exitCode: 7, reason: 'Error' },
    ],
    [
      'before the phase says so',
      pod({ phase: 'Running' }, { migrate: ended(6) }),
      { container: 'migrate', exitCode: 6 },
    ],
    ['without a word of itself', pod({}, { migrate: ended(0) }), { container: 'migrate', exitCode: 0 }],
    [
      'out of memory',
      pod({ phase: 'Failed' }, { migrate: ended(137, { reason: 'OOMKilled' }) }),
      { exitCode: 137, reason: 'OOMKilled' },
    ],
    ['by a signal', pod({ phase: 'Failed' }, { migrate: ended(0, { signal: 9, exitCode: 137 }) }), { signal: 9 }],
    [
      'in its init container',
      pod({ phase: 'Failed' }, { locate: ended(4), migrate: { waiting: { reason: 'PodInitializing' } } }),
      { container: 'locate', exitCode: 4 },
    ],
    [
      'defect g4: evicted, with no container statuses',
      pod({ phase: 'Failed', reason: 'Evicted', message: 'low on memory' }),
      { container: null, exitCode: null, reason: 'Evicted', message: 'low on memory' },
    ],
    [
      'defect g4: evicted, with empty container statuses',
      { ...testPod('a'), status: { phase: 'Failed', reason: 'Evicted', containerStatuses: [] } },
      { exitCode: null, reason: 'Evicted' },
    ],
    [
      'defect g5: failed, its container still called running',
      pod({ phase: 'Failed', reason: 'NodeLost' }, { migrate: { running: {} } }),
      { exitCode: null, reason: 'NodeLost' },
    ],
    [
      'defect g6: without the time of its end',
      pod({ phase: 'Failed' }, { migrate: { terminated: { exitCode: 6 } } }),
      { exitCode: 6, reason: null },
    ],
    [
      'by its deadline, its last word kept',
      pod({ phase: 'Failed', reason: 'DeadlineExceeded' }, { migrate: ended(143, { message: '{"exitCode":11}' }) }),
      { exitCode: 143, reason: 'DeadlineExceeded', message: '{"exitCode":11}' },
    ],
  ])('%s: says how', (_, current, exit) => {
    const facts = readPodFacts(current);
    expect(hasExited(facts)).toBe(true);
    expect(exitOf(facts)).toMatchObject(exit);
    expect(readMigratorStatus('old', 'new', current)).toMatchObject({
      running: false,
      ...('exitCode' in exit ? { exitCode: exit.exitCode } : {}),
    });
  });

  test('is read by the name of its container, not by the place', () => {
    const base = testPod('a');
    const sidecar = {
      ...base,
      spec: { containers: [{ name: 'istio', image: 'proxy' }, ...base.spec.containers] },
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'migrate', state: ended(8) },
          { name: 'istio', state: { running: {} } },
        ],
      },
    };
    expect(exitOf(readPodFacts(sidecar))).toMatchObject({ container: 'migrate', exitCode: 8 });
    expect(exitOf(readPodFacts(sidecar), 'istio')).toBeUndefined();
  });

  test('defect g6: has an end time where the cluster tells one, else null', () => {
    expect(readMigratorStatus('o', 'n', pod({ phase: 'Failed' }, { migrate: ended(6) })).endTime).toBe(
      '2026-11-01T10:05:00Z',
    );
    expect(
      readMigratorStatus('o', 'n', pod({ phase: 'Failed' }, { migrate: { terminated: { exitCode: 6 } } })).endTime,
    ).toBeNull();
  });
});

test('as evidence a pod keeps no secret: no value of its environment, nothing that repeats it', () => {
  const base = testPod('a');
  const env = [{ name: 'TOKEN', value: 's3cret' }];
  const secret = JSON.parse(
    JSON.stringify({
      ...base,
      metadata: {
        ...base.metadata,
        managedFields: [{ manager: 's3cret' }],
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 's3cret', 'rehome.dev/old-user': 'ada' },
      },
      spec: {
        ...base.spec,
        containers: [{ name: 'migrate', image: 'i', env }],
        initContainers: [{ name: 'locate', image: 'i', env }],
      },
    }),
  );
  const before = JSON.stringify(secret);
  const redacted = JSON.stringify(redactPod(secret));
  expect(redacted).not.toContain('s3cret');
  expect(redacted).toContain('TOKEN');
  expect(redacted).toContain('ada');
  expect(JSON.stringify(secret)).toBe(before);
});
