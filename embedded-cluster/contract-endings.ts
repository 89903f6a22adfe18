import { describe, expect, it } from 'vitest';
import { type Body, type ContractApi, failure } from './contract-api.ts';
import { type ContractNode, podRuns, say } from './contract-pod-runs.ts';

/** How the containers of a pod end: exit codes, messages, reasons, order. */
export function describeEndings(api: () => ContractApi, node: () => ContractNode): void {
  const { container, start, run, until, ended, state, eventsOf } = podRuns(api, node);

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
}
