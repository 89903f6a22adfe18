import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import { newId } from '#lib/history/row-id.ts';
import type { StartRun } from '#lib/history/start.ts';
import { findHome } from '#lib/homes/resolve.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import type { Directory } from '#lib/people/directory.ts';
import type { AuditResult } from './audit-query.ts';
import { clearPod } from './clear.ts';
import { conflictWords } from './conflict-words.ts';
import type { CheckInput, StartInput } from './input.ts';
import { folderName } from './names.ts';
import { isPartialCopy, partialCopyOf } from './partial-copy.ts';
import type { Parts } from './parts.ts';
import { readRunOfPod } from './pod.ts';
import { problemOf, UNHEARD } from './pod-removal.ts';
import { makePlan, planOf, type RunPlan, settingsOf } from './run-plan.ts';
import { runView } from './run-view.ts';
import { checkStartTime } from './schedule.ts';
import { missingFor } from './start-policy.ts';
import type { CleanUpOutcome, RunView } from './views.ts';

/** A run that is asked for, and how the audit names that. */
interface Asked
  extends Pick<StartRun, 'kind' | 'oldUser' | 'newUser' | 'folder' | 'resumes' | 'knownLater' | 'identityConfirmed'> {
  readonly why: string | undefined;
  readonly ticket?: string | null | undefined;
  readonly requestKey?: string | undefined;
  readonly batchId?: string | undefined;
  readonly notBefore?: number | null;
  readonly plan: RunPlan;
  readonly action: string;
  readonly object: string;
}

/** The batch whose row a run is, and the row's name for it: asked for again by that name, it is the same run. */
export interface OfBatch {
  readonly batchId: string;
  readonly requestKey: string;
}

/** Everything an operator can ask for. Each request is recorded, with its audit row, before anything happens. */
export class MigrationService {
  readonly #parts: Parts;
  readonly #directory: Directory;
  readonly #kick: () => void;

  constructor(parts: Parts, directory: Directory, kick: () => void) {
    this.#parts = parts;
    this.#directory = directory;
    this.#kick = kick;
  }

  /**
   * Records a run as queued, in one transaction with its number, its locks and an audit row, and answers at once.
   * The same request sent again answers the run it made. Throws `RehomeError`: `invalid` with messages by field, also
   * where the policy asks for more, or `conflict` naming the run in the way.
   */
  async start(input: StartInput, actor: Actor, of?: OfBatch): Promise<RunView> {
    const { oldUser, newUser, why, ticket, requestKey, identityConfirmed = false, notBefore = null } = input;
    await this.#checkPair(oldUser, newUser);
    await this.#checkPolicy(input, actor);
    await checkStartTime(this.#parts.history, input);
    const plan = makePlan(this.#parts.config, input);
    const folder = folderName(oldUser, new Date());
    const object = `${oldUser} to ${newUser}`;
    const asked = { kind: 'copy', action: 'migration.start', object, folder, plan, why, ticket } as const;
    return this.#record({ ...asked, oldUser, newUser, identityConfirmed, requestKey, notBefore, ...of }, actor);
  }

  /**
   * Records a check of both homes as queued: it takes no lock and changes nothing. Throws `RehomeError` `invalid` with
   * messages by field.
   */
  async check({ oldUser, newUser, why, excludes }: CheckInput, actor: Actor): Promise<RunView> {
    await this.#checkPair(oldUser, newUser);
    const plan = makePlan(this.#parts.config, { excludes });
    const object = `${oldUser} to ${newUser}`;
    return this.#record(
      { kind: 'check', oldUser, newUser, why, folder: '', plan, action: 'migration.check', object },
      actor,
    );
  }

  /**
   * Records a run that goes on in the partial copy of an ended one, with its plan and into its folder. Throws
   * `RehomeError`: `not_found`, or `conflict` with the reason where there is nothing to go on in, or a run in the way.
   */
  async resume(runId: string, actor: Actor, of?: OfBatch): Promise<RunView> {
    return this.#onPartial(runId, 'copy', 'migration.resume', actor, of);
  }

  /** Records a run that removes the partial copy of an ended one, and nothing else. Throws as `resume` does. */
  async discard(runId: string, actor: Actor): Promise<RunView> {
    return this.#onPartial(runId, 'discard', 'migration.discard', actor);
  }

  async #onPartial(
    runId: string,
    kind: 'copy' | 'discard',
    action: string,
    actor: Actor,
    of?: OfBatch,
  ): Promise<RunView> {
    const { history, config } = this.#parts;
    const run = await history.get(runId);
    if (!run) throw new RehomeError('not_found', 'There is no such run.');
    const later = (await history.laterRuns([runId])).get(runId) ?? [];
    const partial = partialCopyOf(run, later);
    const { oldUser, newUser, folder, ticket, identityConfirmed } = run;
    if (!isPartialCopy(partial)) {
      const entry = audit(actor, action, runId, { oldUser, newUser, why: null });
      await history.audit.append({ ...entry, result: 'refused', detail: partial.problem });
      throw new RehomeError('conflict', partial.problem, { recorded: true });
    }
    const plan = { ...planOf(run.settings, config), partial };
    const asked = { kind, oldUser, newUser, why: run.why ?? undefined, folder, plan, action, object: runId };
    return this.#record(
      { ...asked, ticket, identityConfirmed, resumes: runId, knownLater: later.map(({ id }) => id), ...of },
      actor,
    );
  }

  /** Records a run with its locks and an audit row, in one transaction, and has it looked at. */
  async #record(asked: Asked, actor: Actor): Promise<RunView> {
    const { plan, action, object, why, ticket, requestKey = null, batchId = null, ...run } = asked;
    const now = Date.now();
    const { oldUser, newUser } = run;
    const reasons = { why: why?.trim() || null, ticket: ticket?.trim() || null };
    const started = await this.#parts.history.startRun({
      ...{ ...run, ...reasons, requestKey, batchId, id: newId(now), requestedBy: actor.name, requestedAt: now },
      settings: settingsOf(run.kind, plan, this.#parts.config),
      audit: audit(actor, action, object, { oldUser, newUser, why: why ?? null }),
    });
    if (!started.ok) throw new RehomeError('conflict', conflictWords(started.conflict), { recorded: true });
    this.#kick();
    return this.#view(started.run);
  }

  /** Asks a run to stop; one that was never launched ends at once. Asking again, or after the end, changes nothing. */
  async stop(runId: string, actor: Actor): Promise<RunView> {
    const run = await this.#parts.history.get(runId);
    if (!run) throw new RehomeError('not_found', 'There is no such run.');
    const { oldUser, newUser } = run;
    const entry = audit(actor, 'migration.stop', runId, { oldUser, newUser, why: null });
    await this.#parts.history.requestStop(runId, actor.name, Date.now(), entry);
    this.#kick();
    return this.#view((await this.#parts.history.get(runId)) ?? run);
  }

  /** Removes pods that ended runs left behind. Says of each whether it was removed, and if not, why. */
  async cleanUp(uids: readonly string[], actor: Actor): Promise<CleanUpOutcome> {
    const removed: string[] = [];
    const kept: { pod: string; why: string }[] = [];
    for (const uid of new Set(uids)) {
      const pod = this.#parts.memory.migratorPods().find(({ metadata }) => metadata.uid === uid);
      if (!pod) {
        const isHeard = this.#parts.memory.contact().state === 'live';
        const detail = isHeard ? 'The pod had gone before.' : UNHEARD;
        const entry = audit(actor, 'cleanup.remove', `pod ${uid}`, { oldUser: null, newUser: null, why: null });
        await this.#parts.history.audit.append({ ...entry, result: 'refused', detail });
        if (!isHeard) kept.push({ pod: uid, why: detail });
        continue;
      }
      const why = await this.#whyKept(pod);
      const { name } = pod.metadata;
      const owner = readRunOfPod(pod);
      const pair = owner ? { oldUser: owner.oldUser, newUser: owner.newUser } : { oldUser: null, newUser: null };
      const record = (result: AuditResult, detail: string | null) =>
        this.#parts.history.audit.append({
          ...audit(actor, 'cleanup.remove', name, { ...pair, why: null }),
          ...{ result, detail },
        });
      if (why !== undefined) {
        await record('refused', why);
        kept.push({ pod: name, why });
        continue;
      }
      await record('asked', null);
      const problem = await clearPod(this.#parts, pod).then(() => undefined, problemOf);
      await record(problem === undefined ? 'done' : 'failed', problem ?? null);
      if (problem === undefined) removed.push(name);
      else kept.push({ pod: name, why: problem });
    }
    this.#kick();
    return { removed, kept };
  }

  async #whyKept(pod: Parameters<typeof readRunOfPod>[0]): Promise<string | undefined> {
    const owner = readRunOfPod(pod);
    const record = owner ? await this.#parts.history.get(owner.runId) : undefined;
    if (!record) return 'Rehome has no record of its run.';
    if (record.outcome === null) return 'Its run has not ended.';
    return pod.metadata.deletionTimestamp ? 'It was asked to go before, and has not gone yet.' : undefined;
  }

  /** A refusal is in the audit, with what was missing. */
  async #checkPolicy(input: StartInput, actor: Actor): Promise<void> {
    const { oldUser, newUser, why = null, ticket = null } = input;
    const fields = missingFor(this.#parts.config.policy.required, input);
    if (Object.keys(fields).length === 0) return;
    const entry = audit(actor, 'migration.start', `${oldUser} to ${newUser}`, { oldUser, newUser, why });
    const words = Object.values(fields).join(' ');
    await this.#parts.history.audit.append({ ...entry, ticket, result: 'refused', detail: words });
    throw new RehomeError('invalid', words, { fields, recorded: true });
  }

  async #checkPair(oldUser: string, newUser: string): Promise<void> {
    const fields: Record<string, string> = {};
    const problems = { oldUser: await this.userProblem(oldUser), newUser: await this.userProblem(newUser) };
    for (const [field, problem] of Object.entries(problems)) if (problem) fields[field] = problem;
    if (Object.keys(fields).length === 0 && oldUser === newUser) fields.newUser = 'Choose two different accounts.';
    const messages = Object.values(fields);
    if (messages.length > 0) throw new RehomeError('invalid', messages.join(' '), { fields });
  }

  /** Why this account cannot take part in a run, in a sentence, or undefined. */
  async userProblem(username: string): Promise<string | undefined> {
    const problem = checkUsername(username);
    if (problem) return problem;
    if (this.#parts.config.homes.layout === 'shared') {
      const home = findHome(this.#parts.config.homes, username, []);
      if ('problem' in home) return home.problem;
    }
    if (!this.#directory.complete) return undefined;
    return (await this.#directory.find(username)) ? undefined : `Nobody is called “${username}” in the directory.`;
  }

  #view(run: Parameters<typeof runView>[0]): RunView {
    return runView(run, { live: this.#parts.followers.live(run.id), later: null, queuePosition: null });
  }
}

function audit(
  actor: Actor,
  action: string,
  object: string,
  about: { readonly oldUser: string | null; readonly newUser: string | null; readonly why: string | null },
) {
  return { at: Date.now(), actor: actor.name, source: actor.source, action, object, ...about };
}
