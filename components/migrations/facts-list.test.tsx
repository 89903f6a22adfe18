import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { PodFactsView } from '#lib/migrations/evidence-views.ts';
import { PodFacts } from './facts-list.tsx';

const NOTHING = { reason: null, message: null, image: null, node: null, deletionRequestedAt: null };
const pod: PodFactsView = {
  ...{ ...NOTHING, name: 'rehome-a', namespace: 'homes', uid: 'u1', phase: 'Pending', createdAt: '' },
  containers: [],
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: 'no room',
      since: '2026-11-23T08:59:00Z',
    },
  ],
  claims: [
    { name: 'claim-old', readOnly: true, phase: null },
    { name: 'claim-new', readOnly: false, phase: 'Bound' },
  ],
};
const clock = { zone: 'UTC', now: '2026-11-23T09:00:00.000Z' };

test('a pod is told with its conditions, since when, and with the claims that it mounts', () => {
  const markup = renderToStaticMarkup(<PodFacts pod={pod} clock={clock} />);
  const text = markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(text).toMatch(/PodScheduled False, Unschedulable, no room since 08:59:00/);
  expect(text).toMatch(/Claim claim-old , read only Claim claim-new , Bound/);
  expect(markup).toMatch(/<time[^>]*title="[^"]*2026/);
});
