import { describe, expect, test } from 'vitest';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { LABELS } from './names.ts';
import { belongsTo, observe, ownPod, type Sight } from './observe.ts';

const pod = (runId: string, uid: string, status: KubePod['status'] = { phase: 'Running' }): KubePod => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', uid, labels: { [LABELS.run]: runId } }, status },
  spec: { containers: [{ name: 'migrate', image: 'i' }] },
});
const nothing: Sight = {
  ...{ silentSince: undefined, named: undefined, last: undefined, events: [], live: undefined },
  ...{ slot: { free: true }, blocker: undefined },
};
const seen = { id: 'run', podUid: 'u1' };

describe('the pod of a run', () => {
  test('is known by its label alone until one was seen, and is that one ever after', () => {
    expect(belongsTo(pod('run', 'u2'), { id: 'run', podUid: null })).toBe(true);
    expect(belongsTo(pod('run', 'u1'), seen)).toBe(true);
    expect(belongsTo(pod('run', 'u2'), seen)).toBe(false);
    expect(belongsTo(pod('other', 'u1'), seen)).toBe(false);
  });

  test('is not one that somebody made after it in its likeness', () => {
    const ended = pod('run', 'u1', { phase: 'Succeeded' });
    expect(ownPod(seen, { named: pod('run', 'u2'), last: undefined })).toBeUndefined();
    expect(ownPod(seen, { named: pod('run', 'u2'), last: ended })).toBe(ended);
  });

  test('which went before it copied is told from one that went unseen', () => {
    const waiting = pod('run', 'u1', { phase: 'Pending' });
    const state = { running: { startedAt: '2026-03-01T12:00:00Z' } };
    const copying = pod('run', 'u1', { phase: 'Running', containerStatuses: [{ name: 'migrate', state }] });
    expect(observe(seen, { ...nothing, last: waiting }, 0).goneUnstarted).toBe(true);
    expect(observe(seen, { ...nothing, last: copying }, 0).goneUnstarted).toBe(false);
    expect(observe(seen, nothing, 0).goneUnstarted).toBe(false);
    expect(observe(seen, { ...nothing, named: waiting }, 0).goneUnstarted).toBe(false);
  });
});
