import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KubePod } from '../kube-objects.ts';
import { answer, FaultServer, hang, status } from '../testing/fault-server.ts';
import { MemoryLog } from '../testing/memory-log.ts';
import { testPod } from '../testing/pods.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { Reflector, type ReflectorOptions, type ReflectorStatus } from './reflector.ts';

expectNoStrays();

let server: FaultServer;
let connection: KubeConnection;
let reflector: Reflector<KubePod> | undefined;
beforeEach(async () => {
  server = await new FaultServer().start();
  connection = await connectKube({ kubeconfig: server.kubeconfig });
});
afterEach(async () => {
  await reflector?.stop();
  await connection.close();
  await server.close();
});

/** Follows the server's pods, and keeps what the reflector tells. */
function follow(over: Partial<ReflectorOptions> = {}, onEvent: (pod: KubePod) => void = () => {}) {
  const known = new Map<string, KubePod>();
  const log = new MemoryLog();
  const told = { known, log, replaced: 0, deleted: [] as KubePod[], statuses: [] as ReflectorStatus[] };
  reflector = new Reflector<KubePod>(
    {
      connection,
      object: { kind: 'Pod', namespace: 'homes' },
      path: '/api/v1/namespaces/homes/pods',
      reconnectTimeout: 60_000,
      log,
      listTimeoutMs: 5_000,
      backoff: { baseMs: 20, maxMs: 100 },
      ...over,
    },
    {
      replace: (items) => {
        known.clear();
        for (const pod of items) known.set(pod.metadata.name, pod);
        told.replaced++;
      },
      event: (type, pod) => {
        if (type === 'DELETED') known.delete(pod.metadata.name);
        else known.set(pod.metadata.name, pod);
        if (type === 'DELETED') told.deleted.push(pod);
        onEvent(pod);
      },
      status: (now) => told.statuses.push(now),
    },
  );
  reflector.start();
  return told;
}

type Told = ReturnType<typeof follow>;
const live = (told: Told) =>
  until('it is live', () => told.statuses.at(-1)?.state === 'live' && server.watches.size > 0);
const sees = (told: Told, ...names: string[]) =>
  until(`it sees ${names.join(', ')}`, () => [...told.known.keys()].sort().join() === names.join());

test('lists page by page, then watches from there with bookmarks and a limit below reconnectTimeout', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) server.put(testPod(name));
  const told = follow({ pageSize: 2 });
  await live(told);
  await sees(told, 'a', 'b', 'c', 'd', 'e');
  expect(told.replaced).toBe(1);
  expect(server.count('list')).toBe(3);
  const watch = server.requests.at(-1)?.url.searchParams;
  expect(watch?.get('resourceVersion')).toBe('105');
  expect(watch?.get('allowWatchBookmarks')).toBe('true');
  expect(Number(watch?.get('timeoutSeconds'))).toBeGreaterThanOrEqual(36);
  expect(Number(watch?.get('timeoutSeconds'))).toBeLessThan(60);
});

test('a deleted object comes as it last was', async () => {
  server.put(testPod('a'));
  const told = follow();
  await live(told);
  server.put(testPod('a', { status: { phase: 'Succeeded' } }), true);
  server.remove('a');
  await sees(told);
  expect(told.deleted[0]?.status?.phase).toBe('Succeeded');
});

test('after a clean close it goes on from the last version it heard, bookmarks included', async () => {
  const told = follow();
  await live(told);
  server.put(testPod('a'));
  server.emit('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '777' } });
  await sees(told, 'a');
  for (const watch of server.watches) watch.end();
  await until('it watches again', () => server.count('watch') === 2);
  expect(server.requests.at(-1)?.url.searchParams.get('resourceVersion')).toBe('777');
  expect(server.count('list')).toBe(1);
});

test('restarts a watch after reconnectTimeout that the server keeps open past its time with bookmarks', async () => {
  const told = follow({ reconnectTimeout: 200 });
  await live(told);
  let version = 500;
  const bookmarks = setInterval(() => {
    version++;
    server.emit('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: String(version) } });
  }, 20);
  try {
    await until('it watches again', () => server.count('watch') >= 3);
    await until('the watches before are closed', () => server.watches.size === 1);
    expect(server.count('list')).toBe(1);
  } finally {
    clearInterval(bookmarks);
  }
});

test('survives a reset', async () => {
  const told = follow();
  await live(told);
  for (const watch of server.watches) watch.destroy();
  await until('it watches again', () => server.count('watch') === 2);
  await live(told);
  server.put(testPod('a'));
  await sees(told, 'a');
  expect(told.statuses.map(({ state }) => state)).toEqual(['syncing', 'live', 'retrying', 'live']);
});

test('a version too old, as an event or as an answer, leads to a new list, and nothing deleted meanwhile stays', async () => {
  server.put(testPod('a'));
  server.put(testPod('b'));
  const told = follow();
  await live(told);
  server.remove('a', true);
  server.emit('ERROR', { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' });
  await sees(told, 'b');
  await live(told);
  server.remove('b', true);
  let refused = false;
  server.fault = ({ url }, response) => {
    if (refused || url.searchParams.get('watch') === null) return false;
    refused = true;
    status(response, 410, 'Expired', 'too old resource version');
    return true;
  };
  for (const watch of server.watches) watch.end();
  await sees(told);
  expect(told.replaced).toBe(3);
});

test('a server that calls every version too old is not asked in a hot loop', async () => {
  server.fault = ({ url }, response) => {
    if (url.searchParams.get('watch') === null) return false;
    response.end(
      `${JSON.stringify({ type: 'ERROR', object: { code: 410, reason: 'Expired', message: 'too old' } })}\n`,
    );
    return true;
  };
  const told = follow({ backoff: { baseMs: 100, maxMs: 10_000 } });
  await until('it is in trouble', () => told.statuses.some(({ state }) => state === 'retrying'));
  const began = performance.now();
  await until('a second has passed', () => performance.now() - began > 1_000);
  expect(server.requests.length).toBeLessThan(16);
});

test('silence is given up, and a new list shows what was missed', async () => {
  const told = follow({ idleMs: 150 });
  await live(told);
  server.put(testPod('a'), true);
  await sees(told, 'a');
  expect(told.statuses.map(({ state }) => state)).not.toContain('retrying');
});

test('a server that hangs is trouble, told with its error, and over when it answers again', async () => {
  server.fault = hang;
  const told = follow({ listTimeoutMs: 100 });
  await until('it is in trouble', () => told.statuses.at(-1)?.state === 'retrying');
  const { since, error } = told.statuses.at(-1) ?? {};
  expect(error?.name).toBe('TimeoutError');
  await until('it has tried again', () => server.requests.length >= 3);
  expect(told.statuses.at(-1)?.since).toEqual(since);
  server.fault = undefined;
  await live(told);
  expect(told.statuses.at(-1)?.error).toBeUndefined();
});

test.each([
  [403, 'Forbidden'],
  [503, 'ServiceUnavailable'],
])('outlasts a time of %i on lists and watches', async (code, reason) => {
  server.fault = answer((response) => status(response, code, reason, 'not now'));
  const told = follow();
  await until('it has tried again', () => server.requests.length >= 4);
  expect(told.statuses.at(-1)).toMatchObject({ state: 'retrying', error: { status: code } });
  expect(told.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  server.fault = undefined;
  await live(told);
  server.fault = ({ url }, response) => {
    if (url.searchParams.get('watch') === null) return false;
    status(response, code, reason, 'not now');
    return true;
  };
  const before = told.statuses.length;
  for (const watch of server.watches) watch.end();
  await until('it has tried again', () => told.statuses.length > before + 3);
  expect(new Set(told.statuses.slice(before).map(({ state }) => state))).toEqual(new Set(['retrying']));
  server.fault = undefined;
  await live(told);
});

test('a handler that throws is logged, and hears of the next change', async () => {
  const told = follow({}, (pod) => {
    if (pod.metadata.name === 'bad') throw new Error('a bug');
  });
  await live(told);
  server.put(testPod('bad'));
  server.put(testPod('good'));
  await sees(told, 'bad', 'good');
  expect(told.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(server.count('watch')).toBe(1);
});

test('a line that is no event leads to a new list', async () => {
  const told = follow();
  await live(told);
  server.put(testPod('a'), true);
  for (const watch of server.watches) watch.write('{not json}\n');
  await sees(told, 'a');
  await live(told);
});

test('stop during a slow list opens no watch, tells nothing more and leaves no call open', async () => {
  server.fault = hang;
  const told = follow();
  await until('the list is asked for', () => server.requests.length === 1);
  await reflector?.stop();
  await until('the server sees it go', () => server.sockets.size === 0);
  expect(server.requests).toHaveLength(1);
  expect(told.statuses.map(({ state }) => state)).toEqual(['syncing']);
});

test('stop ends a watch, and a second start does not make a second one', async () => {
  const told = follow();
  reflector?.start();
  await live(told);
  expect(server.watches.size).toBe(1);
  await reflector?.stop();
  await until('the server sees it go', () => server.watches.size === 0);
  expect(server.count('watch')).toBe(1);
});
