import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import { messageOf, RehomeError } from '#lib/errors.ts';
import { hasStatus, isTimeoutError } from '#lib/storage/errors.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { pendingReason } from '#lib/storage/pending-reason.ts';
import { hasExited, readPodFacts } from '#lib/storage/pod-facts.ts';
import { Timeout } from '#lib/storage/timeout.ts';
import type { Parts } from './parts.ts';
import { SET_UP_CONTAINER, SET_UP_MS, setUpPod } from './set-up-pod.ts';
import { endWords, HOPELESS, waitWords } from './set-up-words.ts';
import type { TestReport } from './settings-views.ts';
import { type Found, problem, problemOf } from './test-problems.ts';

/** For the pod to be made and for it to be removed. */
const CALL_MS = 10_000;
/** Events come by a watch of their own, at times after the end of their pod. */
const EVENTS_MS = 2_000;
const LOOK_MS = 250;

const STILL_THERE = 'The pod could not be removed yet. Rehome keeps trying.';

type Needed = Pick<Parts, 'config' | 'namespace' | 'history' | 'pods' | 'memory' | 'log'>;

/**
 * Tries image and volume by one pod that looks and changes nothing. It is removed whatever it finds; what cannot be
 * removed, or was left when Rehome ended, the reconciler removes.
 */
export class SetUpCheck {
  readonly #parts: Needed;

  constructor(parts: Needed) {
    this.#parts = parts;
  }

  /** Runs the pod and tells what it saw, in a minute and a bit at most. In the audit from its beginning. */
  async run(actor: Actor): Promise<TestReport> {
    if (this.#parts.memory.contact().state !== 'live')
      throw new RehomeError('unavailable', 'The cluster is not heard now, so nothing of a pod would be seen.');
    await this.#note(actor, 'asked', null);
    const found = await this.#try().catch((error: unknown) => problemOf(error, CALL_MS));
    await this.#note(actor, found.ok ? 'done' : 'failed', found.headline);
    return { ...found, at: new Date().toISOString() };
  }

  async #try(): Promise<Found> {
    const { config, namespace, pods } = this.#parts;
    const startedAt = performance.now();
    let pod: KubePod;
    try {
      pod = await pods.create(setUpPod(config, namespace), new Timeout('Making the pod', CALL_MS));
    } catch (error) {
      if (!hasStatus(error, 409)) throw error;
      return problem('The pod of another such test is still there. Try again in a minute.');
    }
    const watched = this.#watch(pod, startedAt);
    await Promise.allSettled([watched]);
    const isRemoved = await this.#remove(pod);
    const found = await watched;
    return isRemoved ? found : { ...found, seen: [...(found.seen ?? []), STILL_THERE] };
  }

  /** Waits for the end of the pod, or for a reason why there will be none. */
  async #watch(made: KubePod, startedAt: number): Promise<Found> {
    const { memory, config } = this.#parts;
    const uid = made.metadata.uid ?? '';
    const timeout = new Timeout('The pod', SET_UP_MS);
    for (;;) {
      const pod = memory.lastSeen(uid) ?? made;
      const facts = readPodFacts(pod);
      if (hasExited(facts, SET_UP_CONTAINER)) {
        const events = await this.#eventsOf(uid);
        return endWords({ facts, events, tookMs: performance.now() - startedAt, homes: config.homes });
      }
      const reason = pendingReason(pod, memory.eventsOf(uid));
      if (reason && HOPELESS.has(reason.key)) return waitWords(reason, null);
      if (facts.deletionRequestedAt) return problem('Somebody removed the pod before it had ended.');
      try {
        await timeout.pause(LOOK_MS);
      } catch (error) {
        if (isTimeoutError(error)) return waitWords(reason, SET_UP_MS);
        throw error;
      }
    }
  }

  async #eventsOf(uid: string) {
    const deadline = performance.now() + EVENTS_MS;
    const { memory } = this.#parts;
    while (performance.now() < deadline && !memory.eventsOf(uid).some(({ reason }) => reason === 'Pulled')) {
      await new Timeout('Events', EVENTS_MS).pause(LOOK_MS);
    }
    return memory.eventsOf(uid);
  }

  /** Whether the pod was asked to go; it ends by itself in any case. */
  async #remove({ metadata: { name, uid } }: KubePod): Promise<boolean> {
    const { pods, log } = this.#parts;
    try {
      await pods.delete(name, { uid, gracePeriodSeconds: 1 }, new Timeout('Removing the pod', CALL_MS));
      return true;
    } catch (error) {
      log.warn('the pod of a test could not be removed yet', { pod: name, error: messageOf(error) });
      return false;
    }
  }

  #note(actor: Actor, result: 'asked' | 'done' | 'failed', detail: string | null): Promise<void> {
    const { history, namespace } = this.#parts;
    const who = { actor: actor.name, source: actor.source };
    return history.audit.append({
      at: Date.now(),
      ...who,
      action: 'settings.run-pod',
      object: namespace,
      result,
      detail,
    });
  }
}
