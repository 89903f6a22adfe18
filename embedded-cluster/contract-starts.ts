import { describe, expect, it } from 'vitest';
import type { ContractApi } from './contract-api.ts';
import { type ContractNode, podRuns } from './contract-pod-runs.ts';

/** What a pod needs to start, and what it then sees. */
export function describeStarts(api: () => ContractApi, node: () => ContractNode): void {
  const { container, start, run, until, ended, state, eventsOf } = podRuns(api, node);

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

    it('its arguments, with its variables in them and a doubled dollar as one', async () => {
      const code = `const [message, ...said] = process.argv.slice(1);
        require('node:fs').writeFileSync(message, said.join(' '));`;
      const ns = await start({
        containers: [
          container('', {
            command: ['node', '-e', code],
            args: ['/tmp/message', '$(GREETING)', '$$(GREETING)', '$(NONE)', '5$', '$$$$'],
            terminationMessagePath: '/tmp/message',
            env: [{ name: 'GREETING', value: 'hello' }],
          }),
        ],
      });
      expect(state(await ended(ns)).terminated.message).toBe('hello $(GREETING) $(NONE) 5$ $$');
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
