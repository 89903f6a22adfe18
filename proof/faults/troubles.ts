import type { Fault } from '#embedded-cluster/faults.ts';

/** The stages of a run in which something goes wrong. */
export const STAGES = ['before launch', 'creating', 'pending', 'copying', 'stopping', 'finishing', 'clearing'] as const;
export type Stage = (typeof STAGES)[number];
export const LENGTHS = ['brief', 'long'] as const;
export type Length = (typeof LENGTHS)[number];

/** Which requests a fault of requests strikes in a stage: those that matter then, or all of them. */
export function aimAt(stage: Stage, length: Length): Partial<Fault> {
  if (stage === 'creating') return { verb: 'create', resource: 'pods' };
  if (stage === 'stopping' && length === 'brief') return { verb: 'delete', resource: 'pods' };
  if (stage === 'clearing') return length === 'brief' ? { verb: 'delete' } : { resource: 'pods', verb: 'get' };
  return {};
}

const LONG_MS = 2_500;
const DROP: Fault = { kind: 'drop-watch' };

/** Open watches would hear nothing of a fault of requests, so where all requests are meant they are ended too. */
const requests =
  (fault: Fault, brief: Partial<Fault> = { times: 2 }) =>
  (stage: Stage, length: Length): readonly Fault[] => {
    const aim = aimAt(stage, length);
    const struck = { ...fault, ...aim, ...(length === 'brief' ? brief : { forMs: LONG_MS }) };
    return length === 'long' && Object.keys(aim).length === 0 ? [struck, DROP] : [struck];
  };
/** A fault of watches alone: the open ones are ended, so that the next ones meet it. */
const watches =
  (fault: Fault) =>
  (_: Stage, length: Length): readonly Fault[] => [
    { verb: 'watch', ...fault, ...(length === 'brief' ? { times: 2 } : { forMs: LONG_MS }) },
    DROP,
  ];

/** Faults that the API server, or the way to it, can have. */
export const API_TROUBLES: Readonly<Record<string, (stage: Stage, length: Length) => readonly Fault[]>> = {
  'watch dropped': () => [DROP],
  'watch reset': () => [{ ...DROP, abruptly: true }],
  'history compacted': () => [{ kind: 'compact' }, DROP],
  'watch expired (410 event)': watches({ kind: 'gone', as: 'event' }),
  'watch expired (410 answer)': watches({ kind: 'gone', as: 'http' }),
  'watch silent': watches({ kind: 'silent-watch' }),
  gone: requests({ kind: 'gone' }),
  'too many requests': requests({ kind: 'too-many', retryAfterSeconds: 1 }),
  'server error 500': requests({ kind: 'server-error', status: 500 }),
  'server error 503': requests({ kind: 'server-error', status: 503 }),
  delay: requests({ kind: 'delay', ms: 1_500 }),
  reset: requests({ kind: 'reset' }),
  'lost answer': requests({ kind: 'lost-answer' }),
  hang: requests({ kind: 'hang' }, { times: 1 }),
  forbidden: requests({ kind: 'forbidden' }),
  down: (_, length) => [{ kind: 'down', forMs: length === 'brief' ? 400 : LONG_MS }],
};

/** Faults that a pod, or its node, can have; each with the stages in which it can. */
export const POD_TROUBLES: Readonly<
  Record<string, { readonly kind: Fault['kind']; readonly stages: readonly Stage[] }>
> = {
  unschedulable: { kind: 'unschedulable', stages: ['before launch', 'stopping'] },
  'image pull back-off': { kind: 'image-pull', stages: ['before launch', 'stopping'] },
  evicted: { kind: 'evict', stages: ['copying', 'stopping', 'finishing', 'clearing'] },
  'out of memory': { kind: 'oom', stages: ['copying', 'stopping', 'finishing', 'clearing'] },
  'node lost': { kind: 'node-lost', stages: ['pending', 'copying', 'stopping', 'finishing', 'clearing'] },
};
