import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Body, ContractApi, pod } from './contract-api.ts';
import type { Fault } from './faults.ts';
import { SCRIPT_ANNOTATION } from './script.ts';
import { type EmbeddedCluster, startEmbeddedCluster } from './testing.ts';

let cluster: EmbeddedCluster;
let api: ContractApi;
beforeAll(async () => {
  cluster = await startEmbeddedCluster();
  api = new ContractApi({ url: cluster.url });
});
afterEach(async () => {
  await cluster.clearFaults();
  await cluster.script(null);
});
afterAll(async () => {
  await api.close();
  await cluster.stop();
});

const scripted = (metadata: object, spec: object = {}): Body =>
  pod(metadata, { schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 1, ...spec });
const start = async (script: object, name = 'a'): Promise<string> => {
  const ns = await api.namespace();
  await api.post(`${ns}/pods`, scripted({ name, annotations: { [SCRIPT_ANNOTATION]: JSON.stringify(script) } }));
  return `${ns}/pods/${name}`;
};
const IDLE = { steps: [{ line: 'ready' }, { delayMs: 600_000 }] };
const until = async (path: string, what: string, holds: (of: Body) => boolean): Promise<Body> => {
  let seen: Body;
  await api.until(`${path} is ${what}`, async () => {
    seen = (await api.get(path)).body;
    return holds(seen);
  });
  return seen;
};
const phase = (wanted: string) => (of: Body) => of.status.phase === wanted;
const state = (of: Body) => of.status.containerStatuses?.[0].state;

describe('faults of requests', () => {
  const refusals: readonly [Fault, number, string][] = [
    [{ kind: 'gone' }, 410, 'Expired'],
    [{ kind: 'too-many', retryAfterSeconds: 3 }, 429, 'TooManyRequests'],
    [{ kind: 'server-error' }, 500, 'InternalError'],
    [{ kind: 'server-error', status: 503 }, 503, 'ServiceUnavailable'],
    [{ kind: 'forbidden' }, 403, 'Forbidden'],
  ];
  it.each(refusals)('%o answers with a Status, as often as it was asked to', async (fault, code, reason) => {
    await cluster.fault({ ...fault, resource: 'pods', times: 2 });
    const path = '/api/v1/namespaces/default/pods';
    const answers = [await api.get(path), await api.get('/api/v1/nodes'), await api.get(path), await api.get(path)];
    expect(answers.map((answer) => answer.code)).toEqual([code, 200, code, 200]);
    expect(answers[0]?.body).toMatchObject({ kind: 'Status', status: 'Failure', reason, code });
    expect(answers[0]?.headers.get('retry-after')).toBe(code === 429 ? '3' : null);
  });

  it('too old a version comes to a watch as an event, and as an answer where that is asked for', async () => {
    const path = '/api/v1/pods?watch=1&timeoutSeconds=5';
    await cluster.fault({ kind: 'gone', verb: 'watch', times: 1 });
    expect(await api.watch(path)).toMatchObject([{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }]);
    await cluster.fault({ kind: 'gone', verb: 'watch', as: 'http', times: 1 });
    expect((await api.get(path)).code).toBe(410);
  });

  it('a fault strikes the method, verb and path it is aimed at, and nothing else', async () => {
    await cluster.fault({ kind: 'server-error', method: 'POST', path: '/pods$' });
    const ns = '/api/v1/namespaces/default';
    expect((await api.post(`${ns}/pods`, scripted({ name: 'x' }))).code).toBe(500);
    expect((await api.get(`${ns}/pods`)).code).toBe(200);
    expect((await api.post(`${ns}/persistentvolumeclaims`, {})).code).toBe(422);
  });

  it('a fault with a time is over when its time is', async () => {
    await cluster.fault({ kind: 'server-error', forMs: 300 });
    expect((await api.get('/api/v1/nodes')).code).toBe(500);
    await api.untilCode('/api/v1/nodes', 200);
  });

  it('a lost answer hides what was done; the list of creations tells', async () => {
    const ns = await api.namespace();
    await cluster.fault({ kind: 'lost-answer', verb: 'create', resource: 'pods', times: 1 });
    const lost = scripted({ name: 'lost', labels: { of: 'mine' } });
    await expect(api.post(`${ns}/pods`, lost)).rejects.toThrow();
    expect((await api.post(`${ns}/pods`, lost)).code).toBe(409);
    const { uid } = (await api.get(`${ns}/pods/lost`)).body.metadata;
    const made = (await cluster.creations()).filter(({ name }) => name === 'lost');
    expect(made).toMatchObject([{ kind: 'Pod', uid, labels: { of: 'mine' } }]);
  });

  it('a request is delayed, reset or left hanging', async () => {
    await cluster.fault({ kind: 'delay', ms: 300, times: 1 });
    const before = performance.now();
    expect((await api.get('/api/v1/nodes')).code).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(290);
    await cluster.fault({ kind: 'reset', times: 1 });
    await expect(api.get('/api/v1/nodes')).rejects.toThrow();
    await cluster.fault({ kind: 'hang', resource: 'nodes', times: 1 });
    const hanging = api.get('/api/v1/nodes').catch(() => 'reset');
    expect(await Promise.race([hanging, api.get('/api/v1/pods').then(({ code }) => code)])).toBe(200);
    await cluster.clearFaults();
    expect(await hanging).toBe('reset');
  });

  it('a server that is down resets every connection, those of open watches too, and comes back', async () => {
    const watching = api.watch('/api/v1/pods?watch=1&timeoutSeconds=20').catch(() => 'reset');
    await api.until('the watch is counted', async () => {
      const { requests } = await cluster.requests();
      return requests.some(({ verb }) => verb === 'watch');
    });
    await cluster.fault({ kind: 'down', forMs: 400 });
    await expect(api.get('/api/v1/nodes')).rejects.toThrow();
    expect(await watching).toBe('reset');
    await api.until('it is back', async () => (await api.get('/readyz').catch(() => ({ code: 0 }))).code === 200);
  });

  it('open watches are dropped, those of one resource alone where it is named', async () => {
    await cluster.resetRequests();
    const pods = api.watch('/api/v1/pods?watch=1&timeoutSeconds=20').then(() => 'ended');
    const nodes = api.watch('/api/v1/nodes?watch=1&timeoutSeconds=20').catch(() => 'reset');
    await api.until('both watch', async () => (await cluster.requests()).total === 2);
    expect(await cluster.fault({ kind: 'drop-watch', resource: 'pods' })).toEqual({ struck: 1 });
    expect(await pods).toBe('ended');
    expect(await cluster.fault({ kind: 'drop-watch', abruptly: true })).toEqual({ struck: 1 });
    expect(await nodes).toBe('reset');
  });

  it('a silent watch opens and says nothing', async () => {
    await cluster.fault({ kind: 'silent-watch', times: 1 });
    const stop = new AbortController();
    const response = await fetch(`${cluster.url}/api/v1/namespaces?watch=1`, { signal: stop.signal });
    expect(response.status).toBe(200);
    const nothing = response.text().catch(() => 'nothing');
    expect(await Promise.race([nothing, api.get('/api/v1/nodes').then(() => 'silent')])).toBe('silent');
    stop.abort();
    expect(await nothing).toBe('nothing');
  });

  it('an unknown fault is refused', async () => {
    await expect(cluster.fault({ kind: 'nonsense' as 'gone' })).rejects.toThrow(/there is no fault/);
  });
});

describe('faults of pods', () => {
  it('a pod that is held unschedulable is placed when the fault ends', async () => {
    await cluster.fault({ kind: 'unschedulable', times: 1 });
    const held = await start(IDLE, 'held');
    const free = await start(IDLE, 'free');
    await until(free, 'running', phase('Running'));
    const { status } = await until(held, 'refused', (of) => of.status.conditions !== undefined);
    expect(status).toMatchObject({ phase: 'Pending', conditions: [{ reason: 'Unschedulable', status: 'False' }] });
    await cluster.clearFaults();
    await until(held, 'running', phase('Running'));
  });

  it('an image that cannot be pulled can be when the fault ends', async () => {
    await cluster.fault({ kind: 'image-pull', pod: 'a' });
    const path = await start({ exitCode: 0 });
    await until(path, 'backing off', (of) => state(of)?.waiting?.reason === 'ImagePullBackOff');
    await cluster.clearFaults();
    await until(path, 'over', phase('Succeeded'));
  });

  it('an evicted pod fails as Evicted', async () => {
    const path = await start(IDLE);
    await until(path, 'running', phase('Running'));
    await cluster.fault({ kind: 'evict', pod: 'a' });
    const { status } = await until(path, 'over', phase('Failed'));
    expect(status).toMatchObject({ reason: 'Evicted', message: expect.stringContaining('low on resource') });
  });

  it('a pod can be killed for want of memory', async () => {
    const path = await start(IDLE);
    await until(path, 'running', phase('Running'));
    await cluster.fault({ kind: 'oom', pod: 'a' });
    expect(state(await until(path, 'over', phase('Failed'))).terminated).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
    });
    await expect(cluster.fault({ kind: 'oom', pod: 'nobody' })).rejects.toThrow('404');
  });

  it('of a pod on a lost node nothing is heard until the node is found', async () => {
    const path = await start({ steps: [{ line: 'ready' }, { delayMs: 300 }], exitCode: 3 });
    await until(path, 'running', phase('Running'));
    await cluster.fault({ kind: 'node-lost', pod: 'a' });
    const ready = async () => (await api.get('/api/v1/nodes/embedded')).body.status.conditions[0].status;
    expect(await ready()).toBe('Unknown');
    // Another pod with the same script, started later, shows that the first has long ended.
    await until(await start({ steps: [{ delayMs: 400 }] }, 'b'), 'over', phase('Succeeded'));
    expect((await api.get(path)).body.status.phase).toBe('Running');
    expect((await api.get(`${path}/log`)).code).toBe(500);
    await api.remove(path);
    expect((await api.get(path)).body.metadata.deletionTimestamp).toBeDefined();
    await cluster.clearFaults();
    await api.untilCode(path, 404);
    expect(await ready()).toBe('True');
  });
});

describe('scripts', () => {
  it('a pod plays its script: init, lines, delays, exit code, message, with placeholders filled in', async () => {
    const ns = await api.namespace();
    const script = {
      init: { lines: ['looking'], exitCode: 0 },
      steps: [{ line: 'run {annotation:rehome.dev/run}' }, { delayMs: 50, line: 'at {now}' }],
      exitCode: 6,
      terminationMessage: '{"run":"{annotation:rehome.dev/run}"}',
    };
    const annotations = { 'rehome.dev/run': 'r-1', [SCRIPT_ANNOTATION]: JSON.stringify(script) };
    const initContainers = [{ name: 'locate', image: 'i' }];
    await api.post(`${ns}/pods`, scripted({ name: 'a', annotations }, { initContainers }));
    const over = await until(`${ns}/pods/a`, 'over', phase('Failed'));
    expect(state(over).terminated).toMatchObject({ exitCode: 6, message: '{"run":"r-1"}' });
    expect((await api.get(`${ns}/pods/a/log?container=locate`)).text).toBe('looking\n');
    expect((await api.get(`${ns}/pods/a/log`)).text).toMatch(/^run r-1\nat \d{4}-.*Z\n$/);
  });

  it('an init script that fails ends the pod', async () => {
    const ns = await api.namespace();
    await cluster.script({ init: { exitCode: 4, terminationMessage: 'no home' }, steps: [{ line: 'never' }] });
    await api.post(`${ns}/pods`, scripted({ name: 'a' }, { initContainers: [{ name: 'locate', image: 'i' }] }));
    const { status } = await until(`${ns}/pods/a`, 'over', phase('Failed'));
    expect(status.initContainerStatuses[0].state.terminated).toMatchObject({ exitCode: 4, message: 'no home' });
    expect(status.containerStatuses[0].state).toEqual({ waiting: { reason: 'PodInitializing' } });
  });

  it('rules give pods to come their scripts by annotation, the first that matches', async () => {
    await cluster.script([{ match: { kind: 'bad' }, script: { exitCode: 9 } }, { script: { exitCode: 0 } }]);
    const ns = await api.namespace();
    await api.post(`${ns}/pods`, scripted({ name: 'bad', annotations: { kind: 'bad' } }));
    await api.post(`${ns}/pods`, scripted({ name: 'good' }));
    expect(state(await until(`${ns}/pods/bad`, 'over', phase('Failed'))).terminated.exitCode).toBe(9);
    await until(`${ns}/pods/good`, 'over', phase('Succeeded'));
  });

  it('a scripted pod answers SIGTERM as its script says, or is killed after the grace', async () => {
    const obedient = await start({
      ...IDLE,
      onSigterm: { lines: ['bye'], exitCode: 11, terminationMessage: 'stopped' },
    });
    const stubborn = await start({ ...IDLE, ignoreSigterm: true });
    const ends: Body[] = [];
    for (const path of [obedient, stubborn]) {
      await until(path, 'running', phase('Running'));
      const list = path.slice(0, -2);
      const watching = api.watch(`${list}?watch=1&timeoutSeconds=10`, (events) => events.at(-1)?.type === 'DELETED');
      await api.remove(path);
      ends.push(state((await watching).at(-1)?.object).terminated);
    }
    expect(ends[0]).toMatchObject({ exitCode: 11, message: 'stopped', reason: 'Error' });
    expect(ends[1]).toMatchObject({ exitCode: 137, reason: 'Error' });
  });

  it('a script may end for want of memory', async () => {
    const path = await start({ steps: [{ line: 'eating' }], oom: true });
    expect(state(await until(path, 'over', phase('Failed'))).terminated).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
    });
  });
});

describe('counting', () => {
  it('requests are counted by method, resource, verb and user agent; those to the embedded part are not', async () => {
    await cluster.resetRequests();
    const headers = { 'user-agent': 'rehome-test' };
    for (const path of ['pods', 'pods', 'pods?watch=1&timeoutSeconds=1', 'nodes/embedded', 'nothing']) {
      await (await fetch(`${cluster.url}/api/v1/${path}`, { headers })).text();
    }
    const { total, requests } = await cluster.requests();
    expect(total).toBe(5);
    const userAgent = 'rehome-test';
    expect(requests).toEqual([
      { method: 'GET', resource: 'pods', verb: 'list', userAgent, count: 2 },
      { method: 'GET', resource: 'pods', verb: 'watch', userAgent, count: 1 },
      { method: 'GET', resource: 'nodes', verb: 'get', userAgent, count: 1 },
      { method: 'GET', resource: '', verb: 'other', userAgent, count: 1 },
    ]);
  });
});
