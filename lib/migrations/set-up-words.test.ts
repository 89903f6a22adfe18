import { expect, test } from 'vitest';
import type { HomesConfig } from '#lib/config/schema.ts';
import type { KubeEvent, KubePod } from '#lib/storage/kube-objects.ts';
import { readPodFacts } from '#lib/storage/pod-facts.ts';
import { resultOf } from '#lib/testing/rig.ts';
import { SET_UP_CONTAINER } from './set-up-pod.ts';
import { endWords, waitWords } from './set-up-words.ts';

const SHARED = { layout: 'shared' } as HomesConfig;
const PER_USER = { layout: 'claimPerUser' } as HomesConfig;

function ended(exitCode: number, message: string, reason = 'Error', homes = SHARED, pulled = 'already present') {
  const pod: KubePod = {
    metadata: { name: 'x' },
    spec: { nodeName: 'node-1', containers: [{ name: SET_UP_CONTAINER, image: 'rehome' }] },
    status: {
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      containerStatuses: [{ name: SET_UP_CONTAINER, state: { terminated: { exitCode, message, reason } } }],
    },
  };
  const events: KubeEvent[] = [{ metadata: { name: 'e' }, involvedObject: {}, reason: 'Pulled', message: pulled }];
  return endWords({ facts: readPodFacts(pod), events, tookMs: 3_210, homes });
}

const GiB = 1024 ** 3;
const GOOD = resultOf({ room: { bytesFree: 70 * GiB, bytesTotal: 100 * GiB, inodesFree: 1 } });

test.each([
  ['Container image "rehome" already present on machine', 'The image was on node-1 already.'],
  [
    'Successfully pulled image "rehome" in 1.234s (1.234s including waiting). Image size: 5 bytes.',
    'The image was pulled to node-1 in 1.2 s.',
  ],
  [
    'Successfully pulled image "rehome" in 1m2.5s (1m2.5s including waiting)',
    'The image was pulled to node-1 in 62.5 s.',
  ],
  ['Successfully pulled image "rehome" in 534ms (534ms including waiting)', 'The image was pulled to node-1 in 0.5 s.'],
  ['', 'The image is on node-1.'],
])('how the image came is read from the node’s words: %s', (pulled, words) => {
  const { ok, seen } = ended(0, GOOD, 'Completed', SHARED, pulled);
  expect([ok, seen]).toEqual([
    true,
    [words, 'The volume has 70.0 GiB free of 100.0 GiB.', 'From the request to the end: 3.2 s.'],
  ]);
});

test('where each home is a claim, no volume is said to have been tried', () => {
  const { headline, seen } = ended(0, resultOf({}), 'Completed', PER_USER);
  expect([headline, seen?.[1]]).toEqual([
    'A pod ran: the image is there.',
    'Each home has a claim of its own, so no volume was tried.',
  ]);
});

test.each([
  [0, 'hello', 'Completed', 'The program in the image left no word. It may not be Rehome’s migrator.'],
  [2, resultOf({ exitCode: 2, message: 'There is no command "look".' }), 'Error', /^The image is of another version/],
  [
    3,
    resultOf({ exitCode: 3, message: 'The volume cannot be opened (EACCES).' }),
    'Error',
    /cannot be opened \(EACCES\)/,
  ],
  [128, 'exec: "node": not found', 'ContainerCannotRun', /lacks the migrator’s program/],
  [137, '', 'OOMKilled', 'The pod ran out of memory.'],
  [42, '', 'Error', 'The program in the image ended with 42.'],
])('an end with %i is told in words', (code, message, reason, words) => {
  const { ok, headline } = ended(code, message, reason);
  expect(ok).toBe(false);
  expect(headline).toMatch(words);
});

test('what a pod waited for in vain is told without the waiting', () => {
  const sentence = 'Waiting for its volume. node-1 can’t mount it.';
  expect(waitWords({ key: 'volume_mount', sentence, raw: 'FailedMount: x' }, 60_000)).toMatchObject({
    ...{ ok: false, headline: 'The pod did not end within 60 s. node-1 can’t mount it.', raw: 'FailedMount: x' },
  });
  expect(waitWords(undefined, 60_000).headline).toBe('The pod did not end within 60 s.');
});
