import 'server-only';
import { isKubernetesError, isTimeoutError } from '../errors.ts';
import type { KubePod } from '../kube-objects.ts';
import type { Timeout } from '../timeout.ts';
import { Backoff } from './backoff.ts';
import type { KubeConnection } from './connection.ts';
import type { PodStorage } from './pods.ts';
import { openWatch } from './watch.ts';

export interface PodWait {
  readonly connection: KubeConnection;
  readonly pods: PodStorage;
  readonly name: string;
  /** Every watch is restarted after this, in milliseconds. */
  readonly reconnectTimeout: number;
  readonly timeout: Timeout;
}

/** Kept back of the budget for a last look, since the event waited for may have been lost with a watch. */
const RESERVE = { share: 0.1, maxMs: 2_000 };
const BACKOFF = { baseMs: 200, maxMs: 5_000 };

/**
 * Waits until `done` says so of a pod, given as undefined when there is none. Each round reads the pod and then watches
 * from what it read, so that nothing between the two is missed. Lost connections and overloaded servers are waited out;
 * throws `KubernetesError` where the cluster refuses, and `TimeoutError` after a last look.
 */
export async function waitForPod(
  wait: PodWait,
  done: (pod: KubePod | undefined) => boolean,
): Promise<KubePod | undefined> {
  const { pods, name, timeout } = wait;
  const left = timeout.left();
  const rounds = timeout.partial(left - Math.min(RESERVE.maxMs, left * RESERVE.share));
  const backoff = new Backoff(BACKOFF);
  const signal = rounds.signal();
  let trouble: unknown;
  while (!signal.aborted) {
    try {
      const pod = await pods.read(name, rounds);
      if (done(pod)) return pod;
      const seen = await watchOnce(wait, pod, rounds, signal, done);
      if (seen) return seen.pod;
      trouble = undefined;
      backoff.reset();
    } catch (error) {
      if (!worthAnotherTry(error)) throw error;
      if (!isTimeoutError(error)) trouble = error;
      backoff.failed();
    }
    await backoff.wait(signal);
  }
  return await lastLook(wait, done, trouble);
}

async function watchOnce(
  { connection, pods, name, reconnectTimeout }: PodWait,
  from: KubePod | undefined,
  rounds: Timeout,
  signal: AbortSignal,
  done: (pod: KubePod | undefined) => boolean,
): Promise<{ pod: KubePod | undefined } | undefined> {
  const lastsMs = Math.min(reconnectTimeout, rounds.left());
  const object = { kind: 'Pod', namespace: pods.namespace, name };
  const events = await openWatch<KubePod>(connection, object, {
    path: `/api/v1/namespaces/${encodeURIComponent(pods.namespace)}/pods`,
    query: { fieldSelector: `metadata.name=${name}` },
    resourceVersion: from?.metadata.resourceVersion ?? '',
    lastsMs,
    timeout: rounds,
    signal,
    // The server ends a watch to the second; one that outlives that is not answered any more.
    idleMs: lastsMs + 1_000,
  });
  for await (const { type, object: pod } of events) {
    if (type === 'BOOKMARK') continue;
    const now = type === 'DELETED' ? undefined : pod;
    if (done(now)) return { pod: now };
  }
  return undefined;
}

async function lastLook(
  { pods, name, timeout }: PodWait,
  done: (pod: KubePod | undefined) => boolean,
  trouble: unknown,
): Promise<KubePod | undefined> {
  const late = timeout.error();
  try {
    const pod = await pods.read(name, timeout);
    if (done(pod)) return pod;
    late.cause = trouble;
  } catch (error) {
    late.cause = trouble ?? error;
  }
  throw late;
}

/** Not a refusal: no answer, too old a version, too many requests, a server in trouble. */
function worthAnotherTry(error: unknown): boolean {
  if (isTimeoutError(error)) return true;
  if (!isKubernetesError(error)) return false;
  return (
    error.status === 0 || error.status === 200 || error.status === 410 || error.status === 429 || error.status >= 500
  );
}
