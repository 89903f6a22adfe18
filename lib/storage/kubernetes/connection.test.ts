import type { ServerResponse } from 'node:http';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isRehomeError } from '#lib/errors.ts';
import { VERSION } from '#lib/version.ts';
import { isTimeoutError, KubernetesError } from '../errors.ts';
import { answer, FaultServer, hang, json, status } from '../testing/fault-server.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { Timeout } from '../timeout.ts';
import { connectKube, KubeConnection } from './connection.ts';
import { KubeCredentials } from './credentials.ts';

expectNoStrays();

const POD = { kind: 'Pod', namespace: 'homes', name: 'a' };
const PATH = '/api/v1/namespaces/homes/pods';
const soon = (ms = 5_000) => new Timeout('The test', ms);

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

const read = (timeout = soon(), signal?: AbortSignal) =>
  connection.request<{ n: number }>('read', POD, { path: `${PATH}/a`, timeout, signal });
const caught = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => expect.fail(`answered ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
const problem = async (promise: Promise<unknown>): Promise<KubernetesError> => {
  const error = await caught(promise);
  if (!(error instanceof KubernetesError)) throw new Error('not a KubernetesError', { cause: error });
  return error;
};

const busy = (response: ServerResponse, retryAfter: string) => {
  response.setHeader('retry-after', retryAfter);
  status(response, 429, 'TooManyRequests', 'slow down');
};

describe('a request', () => {
  test('goes through the same one or two connections, however often', async () => {
    server.fault = answer((response) => json(response, 200, { n: 1 }));
    for (let i = 0; i < 20; i++) await read();
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  test('says who asks: the token, and the version of Rehome', async () => {
    server.fault = answer((response) => json(response, 200, {}));
    await read();
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer a-token',
      'user-agent': `rehome/${VERSION}`,
    });
  });

  test('tells what the API server answered, in its own words', async () => {
    server.fault = answer((response) => status(response, 403, 'Forbidden', 'pods "a" is forbidden'));
    const error = await problem(read());
    expect(error).toMatchObject({
      verb: 'read',
      object: POD,
      status: 403,
      reason: 'Forbidden',
      detail: 'pods "a" is forbidden',
    });
  });

  test("keeps a proxy's error page out of the words", async () => {
    server.fault = answer((response) => response.writeHead(502).end('<html><h1>Bad  gateway</h1></html>'));
    expect(await problem(read())).toMatchObject({ status: 502, reason: 'BadGateway', detail: 'Bad gateway' });
  });

  test('an answer that is no JSON is an error, not a value', async () => {
    server.fault = answer((response) => response.writeHead(200).end('<html>Sign in</html>'));
    expect(await problem(read())).toMatchObject({ status: 200, reason: 'InvalidAnswer' });
  });

  test('a server that is not there is status 0 with the reason of the connection', async () => {
    await server.close();
    const error = await problem(read());
    server = await new FaultServer().start();
    expect(error).toMatchObject({ status: 0, reason: 'ECONNREFUSED' });
  });

  test('a connection that is reset before or within the answer is status 0', async () => {
    server.fault = answer((response) => response.destroy());
    expect(await problem(read())).toMatchObject({
      status: 0,
      reason: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/),
    });
    server.fault = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"n"', () => response.destroy());
      return true;
    };
    expect(await problem(read())).toMatchObject({ status: 0 });
  });

  test('a server that never answers, or never finishes, ends with the budget', async () => {
    server.fault = hang;
    expect(isTimeoutError(await caught(read(soon(100))))).toBe(true);
    server.fault = answer((response) => response.writeHead(200).write('{'));
    expect(isTimeoutError(await caught(read(soon(100))))).toBe(true);
    expect(isTimeoutError(await caught(read(soon(0))))).toBe(true);
  });

  test("an abort by the caller throws the caller's own reason", async () => {
    server.fault = hang;
    const reason = new Error('the operator left');
    const controller = new AbortController();
    const pending = caught(read(soon(), controller.signal));
    await until('it was asked', () => server.requests.length === 1);
    controller.abort(reason);
    expect(await pending).toBe(reason);
    expect(await caught(read(soon(), controller.signal))).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  test('Retry-After is heeded three times, where the call may be repeated', async () => {
    server.fault = answer((response) =>
      server.requests.length <= 3 ? busy(response, '0') : json(response, 200, { n: 7 }),
    );
    expect(await read()).toEqual({ n: 7 });
    server.fault = answer((response) => busy(response, '0'));
    server.requests.length = 0;
    expect(await problem(read())).toMatchObject({ status: 429 });
    expect(server.requests).toHaveLength(4);
    server.requests.length = 0;
    const create = connection.request('create', POD, { method: 'POST', path: PATH, body: {}, timeout: soon() });
    expect(await problem(create)).toMatchObject({ status: 429 });
    expect(server.requests).toHaveLength(1);
  });

  test('a Retry-After beyond the budget is not waited for', async () => {
    server.fault = answer((response) => busy(response, '60'));
    expect(await problem(read(soon(1_000)))).toMatchObject({ status: 429 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a stream', () => {
  const open = (over: { signal?: AbortSignal; idleMs?: number; maxLineBytes?: number; timeout?: Timeout } = {}) =>
    connection.stream('watch', POD, { path: PATH, query: { watch: true }, timeout: soon(), ...over });
  const collect = async (lines: AsyncIterable<string>, into: string[] = []) => {
    for await (const line of lines) into.push(line);
    return into;
  };

  test('is a sequence of lines; one that is too long is cut and harms no other', async () => {
    server.fault = answer((response) => response.end(`one\r\n${'x'.repeat(5_000)}\nthree\n\nfive`));
    expect(await collect(await open({ maxLineBytes: 10 }))).toEqual(['one', 'xxxxxxxxxx', 'three', '', 'five']);
  });

  test('may last longer than the budget for opening it', async () => {
    const timeout = soon(100);
    const pending = collect(await open({ timeout }));
    await until('the budget is over', () =>
      caught(Promise.try(() => timeout.left())).then(
        () => true,
        () => false,
      ),
    );
    server.emit('ADDED', {});
    for (const watch of server.watches) watch.end();
    expect(await pending).toHaveLength(1);
  });

  test('that is not granted throws like a request', async () => {
    server.fault = answer((response) => status(response, 410, 'Expired', 'too old resource version'));
    expect(await problem(open())).toMatchObject({ status: 410, reason: 'Expired' });
    server.fault = hang;
    expect(isTimeoutError(await caught(open({ timeout: soon(100) })))).toBe(true);
  });

  test('that is reset throws to its reader; without a reader, nothing happens', async () => {
    const lines = await open();
    const unread = await open();
    await until('both are open', () => server.watches.size === 2);
    for (const watch of server.watches) watch.destroy();
    expect(await problem(collect(lines))).toMatchObject({ status: 0 });
    expect(unread).toBeDefined();
  });

  test("that is aborted throws the caller's reason and closes the connection", async () => {
    const controller = new AbortController();
    const pending = caught(collect(await open({ signal: controller.signal })));
    const reason = new Error('enough');
    controller.abort(reason);
    expect(await pending).toBe(reason);
    await until('the server sees it go', () => server.watches.size === 0);
  });

  test.each([{}, { idleMs: 60_000 }])('that is left early closes the connection (%o)', async (limits) => {
    const lines = await open(limits);
    server.emit('ADDED', {});
    for await (const line of lines) {
      expect(line).toContain('ADDED');
      break;
    }
    await until('the server sees it go', () => server.watches.size === 0);
  });

  test('on which nothing comes for too long is given up', async () => {
    const error = await problem(collect(await open({ idleMs: 100 })));
    expect(error).toMatchObject({ status: 0, reason: 'Silent' });
  });
});

describe('connectKube', () => {
  test('tells the server, the cluster and the namespace of the kubeconfig', () => {
    expect(connection).toMatchObject({ serverUrl: server.url, clusterName: 'faulty', defaultNamespace: 'homes' });
  });

  test('has no name for the cluster around a pod, which no kubeconfig names', () => {
    const cluster = { name: 'inCluster', server: 'https://10.96.0.1:443', skipTLSVerify: false };
    const inPod = new KubeConnection(new KubeCredentials(new KubeConfig(), cluster, 'homes'));
    expect(inPod.clusterName).toBe('');
  });

  test('runs the exec plugin of a kubeconfig for its token', async () => {
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 'from-exec' },
    };
    const script = `process.stdout.write(${JSON.stringify(JSON.stringify(credential))})`;
    const exec = {
      apiVersion: credential.apiVersion,
      command: process.execPath,
      args: ['-e', script],
      interactiveMode: 'Never',
    };
    await server.configure({ exec });
    server.fault = answer((response) => json(response, 200, {}));
    const other = await connectKube({ kubeconfig: server.kubeconfig });
    await other.request('read', POD, { path: PATH, timeout: soon(20_000) });
    await other.close();
    expect(server.requests[0]?.headers.authorization).toBe('Bearer from-exec');
  });

  test('an exec plugin that fails is an error of the call', async () => {
    await server.configure({ exec: { apiVersion: 'client.authentication.k8s.io/v1', command: '/nowhere/plugin' } });
    const other = await connectKube({ kubeconfig: server.kubeconfig });
    const error = await problem(other.request('read', POD, { path: PATH, timeout: soon() }));
    await other.close();
    expect(error).toMatchObject({ status: 0, reason: 'ENOENT' });
  });

  test.each([
    ['no such file', {}, { kubeconfig: '/nowhere/kubeconfig' }, /cannot be read/],
    ['no such context', {}, { context: 'elsewhere' }, /no context "elsewhere"/],
    ['plain http beyond this machine', { server: 'http://10.0.0.1:8080' }, {}, /must be https/],
    ['a SOCKS proxy', { 'proxy-url': 'socks5://127.0.0.1:1' }, {}, /SOCKS/],
  ])('refuses %s', async (_, cluster, target, message) => {
    await server.configure({}, cluster);
    const error = await caught(connectKube({ kubeconfig: server.kubeconfig, ...target }));
    expect(isRehomeError(error) && error.message).toMatch(message);
  });
});
