import 'server-only';
import { hasStatus, isKubernetesError } from '../errors.ts';
import { Timeout } from '../timeout.ts';
import type { KubeConnection, Query } from './connection.ts';

export interface LogSource {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface FollowOptions extends LogSource {
  /** Only lines from then on, ISO 8601; to the second, so that some come again. */
  readonly sinceTime?: string | undefined;
  /** Only so many of the lines there are, then what follows. */
  readonly tailLines?: number | undefined;
  /** Begin each line with its time and a space. */
  readonly timestamps?: boolean;
  /** Give up when nothing is heard for so long, in milliseconds: some networks silence a stream and never end it. */
  readonly idleMs: number;
}

/** Within this a log must begin to come, if only with nothing. */
const OPEN_MS = 30_000;

/**
 * Follows one container's log. Resolves when the log ends or `signal` aborts; throws `KubernetesError` where it cannot
 * be opened or breaks off, and what `onLine` throws. One stream: whether to open another is the caller's decision.
 */
export async function followLog(
  connection: KubeConnection,
  options: FollowOptions,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { sinceTime, tailLines, timestamps, idleMs } = options;
  try {
    const lines = await connection.stream('follow', refOf(options), {
      path: pathOf(options),
      query: { container: options.container, follow: true, sinceTime, tailLines, timestamps },
      timeout: new Timeout(`Opening the log of ${options.pod}`, OPEN_MS),
      signal,
      idleMs,
    });
    for await (const line of lines) {
      if (signal.aborted) return;
      onLine(line);
    }
  } catch (error) {
    if (!signal.aborted && !hasStatus(error, NO_NODE_YET)) throw error;
  }
}

/** The API server's answer for the log of a pod that has no node: no content, not even an empty one. */
const NO_NODE_YET = 204;
/** A log with nothing to read yet. https://github.com/kubernetes/kubernetes pkg/kubelet/kubelet_pods.go, pkg/registry/core/pod */
const NOT_YET = /waiting to start|does not have a host assigned|is not available|PodInitializing|ContainerCreating/i;
/** More than the tail is asked for: the server cuts at the *end*, and the last line is the one that matters. */
const HEADROOM = 8;
const MAX_TRIES = 5;

export interface LogTail {
  readonly text: string;
  /** Whether there was more before it. */
  readonly truncated: boolean;
}

/**
 * The last lines of a container's log, at most `tailLines` and `maxBytes`; undefined while the container waits to start.
 * Throws `KubernetesError` (404 where the pod is gone) and `TimeoutError`.
 */
export async function readLogTail(
  connection: KubeConnection,
  source: LogSource,
  { maxBytes, tailLines }: { readonly maxBytes: number; readonly tailLines: number },
  timeout: Timeout,
): Promise<LogTail | undefined> {
  const limitBytes = maxBytes * HEADROOM;
  let lines = tailLines;
  try {
    for (let tried = 1; ; tried++) {
      const query = { tailLines: lines, limitBytes };
      const tail = await readTail(connection, source, query, maxBytes, timeout);
      const cutAtTheEnd = tail.bytes >= limitBytes;
      if (!cutAtTheEnd || tried === MAX_TRIES || lines <= 1) {
        return { text: tail.text, truncated: tail.cut || cutAtTheEnd || tail.lines >= tailLines || lines < tailLines };
      }
      lines = Math.max(1, Math.floor(lines / HEADROOM));
    }
  } catch (error) {
    if (waits(error)) return undefined;
    throw error;
  }
}

/** Reads a log and keeps its end: no more is ever in memory than that and one line. */
async function readTail(
  connection: KubeConnection,
  source: LogSource,
  query: Query,
  maxBytes: number,
  timeout: Timeout,
): Promise<{ text: string; bytes: number; lines: number; cut: boolean }> {
  const budget = timeout.signal();
  const stream = await connection.stream('read the log of', refOf(source), {
    path: pathOf(source),
    query: { container: source.container, ...query },
    timeout,
    signal: budget,
    maxLineBytes: maxBytes,
  });
  const kept: string[] = [];
  let [bytes, keptBytes, lines, from] = [0, 0, 0, 0];
  for await (const line of stream) {
    const size = Buffer.byteLength(line) + 1;
    kept.push(line);
    bytes += size;
    keptBytes += size;
    lines++;
    for (let oldest = kept[from]; keptBytes > maxBytes && oldest !== undefined; oldest = kept[from]) {
      keptBytes -= Buffer.byteLength(oldest) + 1;
      kept[from++] = '';
    }
  }
  return { text: kept.slice(from).join('\n'), bytes, lines, cut: from > 0 };
}

const waits = (error: unknown): boolean =>
  hasStatus(error, NO_NODE_YET) || (isKubernetesError(error) && error.status === 400 && NOT_YET.test(error.detail));

const refOf = ({ namespace, pod }: LogSource) => ({ kind: 'Pod', namespace, name: pod });
const pathOf = ({ namespace, pod }: LogSource) =>
  `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
