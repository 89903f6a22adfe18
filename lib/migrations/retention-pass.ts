import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#lib/errors.ts';
import type { History } from '#lib/history/history.ts';
import { inParts, judgedRuns, runsWithOldEvidence, TURN_MS } from './old-records.ts';
import type { Kept, KeptFor } from './retention-views.ts';

/** What is on record for a pass. */
type PassHistory = Pick<History, 'retention' | 'laterRuns' | 'audit'>;

export interface Pass {
  readonly history: PassHistory;
  readonly keptFor: KeptFor;
  /** Who has it done; `rehome` where nobody asked. */
  readonly actor: { readonly name: string; readonly source: string | null };
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** Ends a pass that is to stop, without a word in the audit: the next one goes on. */
export class PassStopped extends Error {}

/** Evidence first, so that what it took is counted also for the runs that go; the audit last. */
const ORDER: readonly Kept[] = ['evidence', 'runs', 'notices', 'audit'];

/**
 * Removes what is older than it is kept for, a little at a time. Before anything of a kind goes the audit says so, and
 * afterwards how much that was; where nothing is old it says nothing. Killed anywhere and begun again, it goes on.
 */
export async function removeOldRecords(pass: Pass): Promise<{ readonly isAnythingOld: boolean }> {
  const begun = pass.now();
  let isAnythingOld = false;
  for (const kind of ORDER) {
    const keptFor = pass.keptFor[kind];
    if (keptFor !== null && (await removeKind(pass, kind, begun - keptFor))) isAnythingOld = true;
  }
  return { isAnythingOld };
}

/** Whether anything of that kind was old. */
async function removeKind(pass: Pass, kind: Kept, before: number): Promise<boolean> {
  const { history } = pass;
  let isSaid = false;
  const countOf = async () => (await history.retention.read())?.removed[kind] ?? 0;
  const first = await countOf();
  const say = async (result: 'asked' | 'done' | 'failed', detail: string) => {
    const { name: actor, source } = pass.actor;
    const entry = { at: pass.now(), actor, source, action: `retention.${kind}`, object: String(before) };
    await history.audit.append({ ...entry, result, detail });
  };
  const sayFirst = async () => {
    if (!isSaid) await say('asked', `${WORDS[kind]} from before ${utc(before)}`);
    isSaid = true;
  };
  try {
    await REMOVE[kind](pass, before, sayFirst);
  } catch (error) {
    if (isSaid && !(error instanceof PassStopped)) await say('failed', messageOf(error));
    throw error;
  }
  if (isSaid) await say('done', `${(await countOf()) - first} removed: ${WORDS[kind]} from before ${utc(before)}`);
  return isSaid;
}

const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

const WORDS: Readonly<Record<Kept, string>> = {
  runs: 'runs that ended',
  evidence: 'evidence of runs that ended',
  audit: 'rows of the audit',
  notices: 'messages that were settled',
};

type Remove = (pass: Pass, before: number, sayFirst: () => Promise<void>) => Promise<void>;

const REMOVE: Readonly<Record<Kept, Remove>> = {
  evidence: async (pass, before, sayFirst) => {
    const { retention } = pass.history;
    for await (const runs of runsWithOldEvidence(pass.history, before)) {
      for (const ids of inParts(runs)) {
        await sayFirst();
        await retention.removeEvidence(ids, pass.now());
        await giveTurn(pass);
      }
    }
  },
  runs: async (pass, before, sayFirst) => {
    const { retention } = pass.history;
    for await (const judged of judgedRuns(pass.history, before)) {
      const going = judged.filter(({ stays }) => stays === null).map(({ run }) => run);
      for (const ids of inParts(going)) {
        await sayFirst();
        await retention.removeRuns(ids, pass.now());
        await giveTurn(pass);
      }
    }
    while (await retention.removeBatch(before)) await giveTurn(pass);
  },
  notices: async (pass, before, sayFirst) => {
    const { retention } = pass.history;
    if ((await retention.countNotices(before, 1)) === 0) return;
    await sayFirst();
    while (await retention.removeNotices(before, pass.now())) await giveTurn(pass);
  },
  audit: async (pass, before, sayFirst) => {
    const { retention } = pass.history;
    if ((await retention.countAudit(before, 1)) === 0) return;
    await sayFirst();
    while (await retention.removeAudit(before, pass.now())) await giveTurn(pass);
  },
};

/** Lets everybody else have the database between two transactions. */
async function giveTurn({ signal }: Pass): Promise<void> {
  if (signal.aborted) throw new PassStopped('Rehome is stopping');
  await delay(TURN_MS);
}
