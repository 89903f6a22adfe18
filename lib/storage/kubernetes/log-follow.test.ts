import { afterEach, beforeEach, expect, test } from 'vitest';
import { KubernetesError } from '../errors.ts';
import { answer, FaultServer, hang, status } from '../testing/fault-server.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { Timeout } from '../timeout.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { followLog, readLogTail } from './log-follow.ts';

expectNoStrays();

const SOURCE = { namespace: 'homes', pod: 'a', container: 'migrate', idleMs: 60_000 };
const soon = () => new Timeout('Reading the log', 5_000);
const never = new AbortController().signal;

let server: FaultServer;
let connection: KubeConnection;
beforeEach(async () => {
  server = await new FaultServer().start();
  connection = await connectKube({ kubeconfig: server.kubeconfig });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const asked = () => Object.fromEntries(server.requests.at(-1)?.url.searchParams ?? []);

test('gives each line of the container asked for, and resolves when the log ends', async () => {
  server.fault = answer((response) => response.end('one\ntwo\n'));
  const lines: string[] = [];
  const options = { ...SOURCE, sinceTime: '2026-11-01T10:00:00Z', timestamps: true };
  await followLog(connection, options, (line) => lines.push(line), never);
  expect(lines).toEqual(['one', 'two']);
  expect(asked()).toEqual({
    container: 'migrate',
    follow: 'true',
    sinceTime: '2026-11-01T10:00:00Z',
    timestamps: 'true',
  });
});

test('gives up a log that has fallen silent, so that its caller can open another', async () => {
  server.fault = answer((response) => response.write('one\n'));
  const following = followLog(connection, { ...SOURCE, idleMs: 100 }, () => {}, never);
  await expect(following).rejects.toMatchObject({ status: 0, reason: 'Silent' });
  await until('the connection is closed', () => server.sockets.size === 0);
});

test('an abort ends it quietly, before the answer and within it, and closes the connection', async () => {
  server.fault = answer((response) => response.write('one\n'));
  const abort = new AbortController();
  const lines: string[] = [];
  const following = followLog(connection, { ...SOURCE, tailLines: 0 }, (line) => lines.push(line), abort.signal);
  await until('the first line is there', () => lines.length === 1);
  expect(asked()).toMatchObject({ tailLines: '0' });
  abort.abort();
  await following;
  server.fault = hang;
  const second = new AbortController();
  const waiting = followLog(connection, SOURCE, () => {}, second.signal);
  await until('it is asked', () => server.requests.length === 2);
  second.abort();
  await waiting;
  await until('the server sees both go', () => server.sockets.size === 0);
});

test('a reset is an error for its caller and for nobody else', async () => {
  server.fault = answer((response) => response.write('one\n', () => response.destroy()));
  await expect(followLog(connection, SOURCE, () => {}, never)).rejects.toMatchObject({ status: 0 });
});

test('a refusal and a reader that throws come to the caller', async () => {
  server.fault = answer((response) => status(response, 404, 'NotFound', 'pods "a" not found'));
  await expect(followLog(connection, SOURCE, () => {}, never)).rejects.toBeInstanceOf(KubernetesError);
  server.fault = answer((response) => response.write('one\n'));
  const bug = new Error('a bug');
  const reader = () => {
    throw bug;
  };
  await expect(followLog(connection, SOURCE, reader, never)).rejects.toBe(bug);
  await until('the server sees it go', () => server.sockets.size === 0);
});

test('a tail is asked for with limits and comes whole where it fits', async () => {
  server.fault = answer((response) => response.end('one\ntwo\n'));
  const tail = await readLogTail(connection, SOURCE, { maxBytes: 1_000, tailLines: 50 }, soon());
  expect(tail).toEqual({ text: 'one\ntwo', truncated: false });
  expect(asked()).toMatchObject({ tailLines: '50', limitBytes: expect.any(String) });
});

test('a tail keeps the end: the last line is the one that matters', async () => {
  const log = Array.from({ length: 2_000 }, (_, i) => `line ${i} ${'x'.repeat(50)}`);
  // As a node does it: from the line asked for, so many bytes.
  server.fault = answer((response, { url }) => {
    const lines = log.slice(-Number(url.searchParams.get('tailLines'))).join('\n');
    response.end(`${lines}\n`.slice(0, Number(url.searchParams.get('limitBytes'))));
  });
  const tail = await readLogTail(connection, SOURCE, { maxBytes: 1_000, tailLines: 2_000 }, soon());
  expect(tail?.truncated).toBe(true);
  expect(tail?.text.endsWith(log.at(-1) ?? '?')).toBe(true);
  expect(tail?.text.length).toBeLessThanOrEqual(1_000);
  expect(tail?.text.length).toBeGreaterThan(800);
  expect(tail?.text.startsWith('line ')).toBe(true);
});

test.each([
  'container "migrate" in pod "a" is waiting to start: ContainerCreating',
  'container "migrate" in pod "a" is waiting to start: trying and failing to pull image',
  'pod a does not have a host assigned',
])('has no tail while the container waits: %s', async (message) => {
  server.fault = answer((response) => status(response, 400, 'BadRequest', message));
  expect(await readLogTail(connection, SOURCE, { maxBytes: 1_000, tailLines: 50 }, soon())).toBeUndefined();
});

test('a pod without a node has no tail, and its log ends at once', async () => {
  server.fault = answer((response) => response.writeHead(204).end());
  expect(await readLogTail(connection, SOURCE, { maxBytes: 1_000, tailLines: 50 }, soon())).toBeUndefined();
  await followLog(connection, SOURCE, () => expect.fail('there is no line'), never);
});

test('another refusal of a tail is an error', async () => {
  server.fault = answer((response) => status(response, 400, 'BadRequest', 'container x is not valid for pod a'));
  await expect(readLogTail(connection, SOURCE, { maxBytes: 9, tailLines: 9 }, soon())).rejects.toMatchObject({
    status: 400,
  });
});
