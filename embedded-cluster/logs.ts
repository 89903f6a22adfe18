import type { ServerResponse } from 'node:http';
import { wholeNumber } from './list.ts';
import type { LogFile, LogRecord } from './log-file.ts';
import type { StoredPod } from './objects.ts';
import { badRequest, type Cause, invalid } from './status-bodies.ts';
import { isTrue } from './watch.ts';

/** Finds the log of a container; undefined where it has not started. */
export type FindLog = (pod: StoredPod, container: string) => LogFile | undefined;

/**
 * Answers `GET pods/NAME/log`: `container`, `follow`, `tailLines`, `limitBytes`, `timestamps`, `sinceSeconds`,
 * `sinceTime`. Throws the 400s and 422s of the real server, also for `previous`, since nothing here ever restarts.
 */
export function answerLog(pod: StoredPod, query: URLSearchParams, findLog: FindLog, response: ServerResponse): void {
  assertOptions(pod.metadata.name, query);
  const container = containerOf(pod, query.get('container'));
  if (!pod.spec.nodeName) {
    response.writeHead(204).end();
    return;
  }
  if (isTrue(query.get('previous'))) {
    throw badRequest(`previous terminated container "${container}" in pod "${pod.metadata.name}" not found`);
  }
  const log = startedLog(pod, container, findLog);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  const output = new LogOutput(query, response);
  output.write(chosen(log.read(), query));
  if (!isTrue(query.get('follow')) || !log.open) {
    response.end();
    return;
  }
  const stop = log.follow({ record: (record) => output.write([record]), end: () => response.end() });
  response.once('close', stop);
}

function assertOptions(name: string, query: URLSearchParams): void {
  const causes: Cause[] = [];
  const least = (field: string, limit: number, rule: string) => {
    const value = wholeNumber(query, field);
    if (value === undefined || value >= limit) return;
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${value}: must be greater than ${rule}`,
      field,
    });
  };
  least('tailLines', 0, 'or equal to 0');
  least('limitBytes', 1, '0');
  least('sinceSeconds', 1, '0');
  if (query.get('sinceSeconds') && query.get('sinceTime')) {
    const message = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified';
    causes.push({ reason: 'FieldValueForbidden', message, field: '[]' });
  }
  if (causes.length > 0) throw invalid('PodLogOptions', name, causes);
}

function containerOf({ spec, metadata }: StoredPod, asked: string | null): string {
  const main = spec.containers.map(({ name }) => name);
  const init = (spec.initContainers ?? []).map(({ name }) => name);
  if (asked) {
    if ([...main, ...init].includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${metadata.name}`);
  }
  const [only, ...others] = main;
  if (only !== undefined && others.length === 0) return only;
  const choice = [...init, ...main].join(' ');
  throw badRequest(`a container name must be specified for pod ${metadata.name}, choose one of: [${choice}]`);
}

/** What kubelet says instead of the reason that a container waits for. */
const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

function startedLog(pod: StoredPod, container: string, findLog: FindLog): LogFile {
  const log = findLog(pod, container);
  if (log) return log;
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const state = [...initContainerStatuses, ...containerStatuses].find(({ name }) => name === container)?.state;
  const reason = state?.waiting?.reason ?? 'ContainerCreating';
  const why = WAITING[reason] ?? reason;
  throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${why}`);
}

function chosen(records: LogRecord[], query: URLSearchParams): LogRecord[] {
  const seconds = wholeNumber(query, 'sinceSeconds');
  const since = seconds === undefined ? Date.parse(query.get('sinceTime') ?? '') : Date.now() - seconds * 1000;
  const recent = Number.isNaN(since) ? records : records.filter(({ at }) => Date.parse(at) >= since);
  const tail = wholeNumber(query, 'tailLines');
  return tail === undefined ? recent : recent.slice(recent.length - Math.min(tail, recent.length));
}

/** Writes records until the limit of bytes is reached. */
class LogOutput {
  readonly #response: ServerResponse;
  readonly #timestamps: boolean;
  #left: number;

  constructor(query: URLSearchParams, response: ServerResponse) {
    this.#response = response;
    this.#timestamps = isTrue(query.get('timestamps'));
    this.#left = wholeNumber(query, 'limitBytes') ?? Number.POSITIVE_INFINITY;
  }

  write(records: readonly LogRecord[]): void {
    const text = records
      .map(({ at, text, complete }) => `${this.#timestamps ? `${at} ` : ''}${text}${complete ? '\n' : ''}`)
      .join('');
    const bytes = Buffer.from(text.slice(0, this.#left), 'latin1');
    this.#left -= bytes.length;
    if (bytes.length > 0 && this.#response.writable) this.#response.write(bytes);
    if (this.#left <= 0) this.#response.end();
  }
}
