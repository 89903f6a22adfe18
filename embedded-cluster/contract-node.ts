import { describe, expect, it } from 'vitest';
import { type Body, type ContractApi, failure, pod, type WatchEvent } from './contract-api.ts';

/** What the node suite needs besides an API server. */
export interface ContractNode {
  /** An image with Node in it that the node has already. */
  readonly image: string;
  /** Ends a pod for want of memory. Absent where its limit does that. */
  readonly oom?: (pod: string) => Promise<void>;
}

/** Writes a termination message; `TERMINATION` is where the container is told to write it. */
const say = (message: string): string => `require('node:fs').writeFileSync(process.argv[1], ${message});`;
const TERMINATION = '/dev/termination-log';

/** What a node does with a pod: exit codes, states, logs, messages, grace, events. */
export function describeNode(api: () => ContractApi, node: () => ContractNode): void {
  const container = (code: string, more: object = {}): Body => ({
    name: 'main',
    image: node().image,
    imagePullPolicy: 'IfNotPresent',
    command: ['node', '-e', code, TERMINATION],
    ...more,
  });
  const start = async (spec: object): Promise<string> => {
    const ns = await api().namespace();
    const sent = pod({ name: 'a' }, { schedulerName: 'default-scheduler', terminationGracePeriodSeconds: 2, ...spec });
    expect((await api().post(`${ns}/pods`, sent)).code).toBe(201);
    return ns;
  };
  const run = (code: string, more: object = {}) => start({ containers: [container(code, more)] });
  const until = async (ns: string, what: string, holds: (pod: Body) => boolean): Promise<Body> => {
    let seen: Body;
    await api().until(`the pod is ${what}`, async () => {
      seen = (await api().get(`${ns}/pods/a`)).body;
      return holds(seen);
    });
    return seen;
  };
  const ended = (ns: string) => until(ns, 'over', ({ status }) => ['Succeeded', 'Failed'].includes(status.phase));
  const state = (of: Body) => of.status.containerStatuses?.[0].state;
  const untilSaid = (ns: string, text: string) =>
    api().until(`the log says ${text}`, async () => (await api().get(`${ns}/pods/a/log`)).text.includes(text));
  const eventsOf = async (ns: string): Promise<string[]> =>
    (await api().get(`${ns}/events?fieldSelector=involvedObject.name%3Da`)).body.items.map(
      ({ reason, message }: Body) => `${reason}: ${message}`,
    );

  describe('exit codes and messages', () => {
    it('a container that ends well is Completed, its pod Succeeded', async () => {
      const ns = await run(say("'fine'"));
      const over = await ended(ns);
      expect(over.status.phase).toBe('Succeeded');
      expect(state(over).terminated).toMatchObject({ exitCode: 0, reason: 'Completed', message: 'fine' });
      const { startedAt, finishedAt } = state(over).terminated;
      expect(Date.parse(finishedAt)).toBeGreaterThanOrEqual(Date.parse(startedAt));
      expect(over.status.containerStatuses[0]).toMatchObject({
        name: 'main',
        ready: false,
        started: false,
        restartCount: 0,
      });
      const conditions = over.status.conditions.map(({ type, status, reason }: Body) => [type, status, reason]);
      expect(conditions).toEqual(
        expect.arrayContaining([
          ['PodScheduled', 'True', undefined],
          ['Initialized', 'True', 'PodCompleted'],
          ['Ready', 'False', 'PodCompleted'],
          ['ContainersReady', 'False', 'PodCompleted'],
        ]),
      );
    });

    it('an exit code that is not 0 is an Error, its pod Failed, and the message is cut at 4,096 bytes', async () => {
      const over = await ended(await run(`${say("'x'.repeat(5000)")} process.exit(4)`));
      expect(over.status.phase).toBe('Failed');
      expect(state(over).terminated).toMatchObject({ exitCode: 4, reason: 'Error', message: 'x'.repeat(4096) });
    });

    it('where the policy says so, the end of the log stands in for a message', async () => {
      const policy = { terminationMessagePolicy: 'FallbackToLogsOnError' };
      const over = await ended(await run("console.log('last words'); process.exit(3)", policy));
      expect(state(over).terminated).toMatchObject({ exitCode: 3, message: 'last words\n' });
    });

    it('a program that does not exist is a StartError with 128', async () => {
      const ns = await run('', { command: ['/no/such/program'] });
      const { terminated } = state(await ended(ns));
      expect(terminated).toMatchObject({ exitCode: 128, reason: 'StartError', startedAt: '1970-01-01T00:00:00Z' });
      expect((await eventsOf(ns)).find((event) => event.startsWith('Failed: Error: '))).toContain('/no/such/program');
    });

    it('a container ended for want of memory is OOMKilled with 137', async () => {
      const hungry = 'const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 5);';
      const idle = 'setInterval(() => undefined, 1000);';
      const ns = await run(node().oom ? idle : hungry, { resources: { limits: { memory: '90Mi' } } });
      if (node().oom) await until(ns, 'running', ({ status }) => status.phase === 'Running');
      await node().oom?.('a');
      const over = await ended(ns);
      expect(over.status.phase).toBe('Failed');
      expect(state(over).terminated).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
    });

    it('of two containers one that fails fails the pod, when both have ended', async () => {
      const slow = container('setTimeout(() => undefined, 700)', { name: 'side' });
      const over = await ended(await start({ containers: [container('process.exit(2)'), slow] }));
      expect(over.status.phase).toBe('Failed');
      const codes = over.status.containerStatuses.map((status: Body) => [
        status.name,
        status.state.terminated.exitCode,
      ]);
      expect(codes).toEqual([
        ['main', 2],
        ['side', 0],
      ]);
    });

    it('a pod that exceeds its deadline is ended, and says so', async () => {
      const ns = await start({
        activeDeadlineSeconds: 2,
        containers: [container('setInterval(() => undefined, 1000)')],
      });
      const over = await ended(ns);
      const message = 'Pod was active on the node longer than the specified deadline';
      expect(over.status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded', message });
      expect(await eventsOf(ns)).toContain(`DeadlineExceeded: ${message}`);
    });
  });

  describe('init containers', () => {
    const first = (code: string) => container(code, { name: 'first' });

    it('run one after the other before the containers', async () => {
      const ns = await start({
        initContainers: [first('setTimeout(() => undefined, 1500)'), container('', { name: 'second' })],
        containers: [container('')],
      });
      const waiting = await until(ns, 'initialising', ({ status }) => status.initContainerStatuses?.[0].state.running);
      expect(waiting.status.phase).toBe('Pending');
      expect(state(waiting)).toEqual({ waiting: { reason: 'PodInitializing' } });
      const log = (await api().get(`${ns}/pods/a/log?container=main`)).body;
      const message = 'container "main" in pod "a" is waiting to start: PodInitializing';
      expect(log).toEqual(failure(400, 'BadRequest', message));
      const over = await ended(ns);
      const [one, two] = over.status.initContainerStatuses;
      expect(over.status.phase).toBe('Succeeded');
      expect([one.ready, two.ready]).toEqual([true, true]);
      expect(Date.parse(two.state.terminated.startedAt)).toBeGreaterThanOrEqual(
        Date.parse(one.state.terminated.finishedAt),
      );
    });

    it('one that fails ends the pod; what comes after it never starts', async () => {
      const initContainers = [first('process.exit(5)'), container('', { name: 'second' })];
      const over = await ended(await start({ initContainers, containers: [container('')] }));
      const [one, two] = over.status.initContainerStatuses;
      expect(over.status.phase).toBe('Failed');
      expect(one.state.terminated).toMatchObject({ exitCode: 5, reason: 'Error' });
      expect([two.state, state(over)]).toEqual([
        { waiting: { reason: 'PodInitializing' } },
        { waiting: { reason: 'PodInitializing' } },
      ]);
      const initialized = over.status.conditions.find(({ type }: Body) => type === 'Initialized');
      expect(initialized).toMatchObject({ status: 'False', reason: 'ContainersNotInitialized' });
      expect(initialized.message).toBe('containers with incomplete status: [first second]');
    });
  });

  describe('logs', () => {
    const lines = "for (const n of [1, 2, 3]) console.log('line ' + n); process.stdout.write('the end')";

    it('hold both streams, and can be cut from the end, by bytes and with times', async () => {
      const ns = await run(`console.error('to stderr'); setTimeout(() => { ${lines} }, 300)`);
      await ended(ns);
      const log = async (query: string) => (await api().get(`${ns}/pods/a/log${query}`)).text;
      expect(await log('')).toBe('to stderr\nline 1\nline 2\nline 3\nthe end');
      expect(await log('?tailLines=2')).toBe('line 3\nthe end');
      expect(await log('?tailLines=0')).toBe('');
      expect(await log('?limitBytes=4')).toBe('to s');
      const time = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z';
      expect(await log('?timestamps=true&tailLines=2')).toMatch(new RegExp(`^${time} line 3\n${time} the end$`));
      expect(await log('?container=main&sinceSeconds=600')).toContain('line 1');
    });

    it('are followed from the first line to the last, and end with the container', async () => {
      const ns = await run(
        "let n = 0; setInterval(() => { console.log('tick ' + n++); if (n > 5) process.exit(0) }, 150)",
      );
      await until(ns, 'running', (seen) => state(seen)?.running ?? state(seen)?.terminated);
      const followed = await api().follow(`${ns}/pods/a/log?follow=true`);
      expect(followed).toBe('tick 0\ntick 1\ntick 2\ntick 3\ntick 4\ntick 5\n');
      expect((await ended(ns)).status.phase).toBe('Succeeded');
    });

    it('a follow may begin with the tail', async () => {
      const ns = await run("console.log('old\\nnew'); setTimeout(() => console.log('newest'), 3000)");
      await untilSaid(ns, 'new');
      expect(await api().follow(`${ns}/pods/a/log?follow=true&tailLines=1`)).toBe('new\nnewest\n');
    });

    it('there is no previous one of what never restarted', async () => {
      const ns = await run('');
      await ended(ns);
      const message = 'previous terminated container "main" in pod "a" not found';
      expect((await api().get(`${ns}/pods/a/log?previous=true`)).body).toEqual(failure(400, 'BadRequest', message));
    });
  });

  describe('deletion', () => {
    const obedient = `process.on('SIGTERM', () => { ${say("'stopped'")} process.exit(11) });`;
    const idle = "console.log('ready'); setInterval(() => undefined, 1000);";
    const lastStates = (events: readonly WatchEvent[]) =>
      events
        .slice(-3)
        .map(({ type, object }) => [type, object.status.phase, object.metadata.deletionGracePeriodSeconds]);

    it('asks the container to end; a watcher sees how it did before the pod goes', async () => {
      const ns = await start({ terminationGracePeriodSeconds: 20, containers: [container(obedient + idle)] });
      await untilSaid(ns, 'ready');
      const from = (await api().get(`${ns}/pods`)).body.metadata.resourceVersion;
      const watching = api().watch(`${ns}/pods?watch=1&resourceVersion=${from}&timeoutSeconds=15`, (events) =>
        events.some(({ type }) => type === 'DELETED'),
      );
      const { body } = await api().remove(`${ns}/pods/a`);
      expect(body.metadata.deletionGracePeriodSeconds).toBe(20);
      const events = await watching;
      expect(lastStates(events)).toEqual([
        ['MODIFIED', 'Failed', 20],
        ['MODIFIED', 'Failed', 0],
        ['DELETED', 'Failed', 0],
      ]);
      expect(state(events.at(-1)?.object).terminated).toMatchObject({ exitCode: 11, message: 'stopped' });
      expect(await eventsOf(ns)).toContain('Killing: Stopping container main');
    });

    it('ends a container that does not listen when the grace is over', async () => {
      const ns = await run(`process.on('SIGTERM', () => undefined); ${idle}`);
      await untilSaid(ns, 'ready');
      const from = (await api().get(`${ns}/pods`)).body.metadata.resourceVersion;
      const watching = api().watch(`${ns}/pods?watch=1&resourceVersion=${from}&timeoutSeconds=15`, (events) =>
        events.some(({ type }) => type === 'DELETED'),
      );
      await api().remove(`${ns}/pods/a`);
      const last = (await watching).at(-1)?.object;
      expect(state(last).terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
    });
  });

  describe('what keeps a pod from starting', () => {
    it('an image that cannot be pulled: the pod waits and says why, and can be deleted', async () => {
      const ns = await start({ containers: [container('', { image: 'localhost/no-such-image:1' })] });
      await until(ns, 'in back-off', (seen) => state(seen)?.waiting?.reason === 'ImagePullBackOff');
      const events = await eventsOf(ns);
      expect(events).toEqual(
        expect.arrayContaining([
          'Pulling: Pulling image "localhost/no-such-image:1"',
          'Failed: Error: ErrImagePull',
          'BackOff: Back-off pulling image "localhost/no-such-image:1"',
        ]),
      );
      const { code, body } = await api().get(`${ns}/pods/a/log`);
      expect(code).toBe(400);
      expect(body.message).toMatch(/is waiting to start: (trying and failing to pull image|image can't be pulled)$/);
      await api().remove(`${ns}/pods/a`);
      await api().untilCode(`${ns}/pods/a`, 404);
    });

    const unschedulable: readonly [string, object, string][] = [
      [
        'a node selector that fits no node',
        { nodeSelector: { 'rehome.dev/no': 'such' } },
        "didn't match Pod's node affinity/selector",
      ],
      [
        'a claim that does not exist',
        { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'missing' } }] },
        'persistentvolumeclaim "missing" not found',
      ],
    ];
    it.each(unschedulable)('%s: the pod stays without a node and says why', async (_, spec, text) => {
      const ns = await start({ containers: [container('')], ...spec });
      const seen = await until(ns, 'unschedulable', ({ status }) => status.conditions !== undefined);
      expect(seen.status.phase).toBe('Pending');
      expect(seen.status.conditions).toMatchObject([
        { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
      ]);
      expect(seen.status.conditions[0].message).toContain(text);
      await api().until('there is an event', async () => (await eventsOf(ns)).length > 0);
      expect((await eventsOf(ns))[0]).toMatch(/^FailedScheduling: 0\/1 nodes are available: /);
      await api().remove(`${ns}/pods/a`);
      expect((await api().get(`${ns}/pods/a`)).code).toBe(404);
    });
  });

  describe('what a container sees', () => {
    it('its mounts, by subPath where asked, its variables, and its own termination message path', async () => {
      const code = `const fs = require('node:fs'); const [one, two, message] = process.argv.slice(1);
        fs.writeFileSync(one + '/file', 'shared');
        fs.writeFileSync(message, JSON.stringify([fs.readFileSync(two + '/deep/er/file', 'utf8'), process.env.GREETING, process.env.HOME]));`;
      const ns = await start({
        volumes: [{ name: 'data', emptyDir: {} }],
        containers: [
          container('', {
            command: ['node', '-e', code],
            args: ['/one', '/two', '/tmp/message'],
            terminationMessagePath: '/tmp/message',
            env: [
              { name: 'GREETING', value: 'hello' },
              { name: 'HOME', value: '/' },
            ],
            volumeMounts: [
              { name: 'data', mountPath: '/one', subPath: 'deep/er' },
              { name: 'data', mountPath: '/two' },
            ],
          }),
        ],
      });
      expect(JSON.parse(state(await ended(ns)).terminated.message)).toEqual(['shared', 'hello', '/']);
    });

    it('a pod that runs has the events of each step', async () => {
      const ns = await run('');
      await ended(ns);
      const { metadata, spec } = (await api().get(`${ns}/pods/a`)).body;
      await api().until('all events are there', async () => (await eventsOf(ns)).length >= 4);
      expect(await eventsOf(ns)).toEqual(
        expect.arrayContaining([
          `Scheduled: Successfully assigned ${metadata.namespace}/a to ${spec.nodeName}`,
          `Pulled: Container image "${node().image}" already present on machine`,
          'Created: Created container: main',
          'Started: Started container main',
        ]),
      );
    });
  });
}
