import { expect } from 'vitest';
import { type Body, type ContractApi, pod } from './contract-api.ts';

/** What the node suite needs besides an API server. */
export interface ContractNode {
  /** An image with Node in it that the node has already. */
  readonly image: string;
  /** Ends a pod for want of memory. Absent where its limit does that. */
  readonly oom?: (pod: string) => Promise<void>;
}

/** Writes a termination message; `TERMINATION` is where the container is told to write it. */
export const say = (message: string): string => `require('node:fs').writeFileSync(process.argv[1], ${message});`;
export const TERMINATION = '/dev/termination-log';

/** What a test of a node does: starts a pod named `a` in a namespace of its own, and waits for what becomes of it. */
export function podRuns(api: () => ContractApi, node: () => ContractNode) {
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
  return { container, start, run, until, ended, state, untilSaid, eventsOf };
}
