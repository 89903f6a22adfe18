import { describe, expect, it } from 'vitest';
import { type ContractApi, failure, type WatchEvent } from './contract-api.ts';
import { type ContractNode, podRuns, say } from './contract-pod-runs.ts';

/** What is heard of a pod that runs, and how it is ended. */
export function describeLogs(api: () => ContractApi, node: () => ContractNode): void {
  const { container, start, run, until, ended, state, untilSaid, eventsOf } = podRuns(api, node);

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
}
