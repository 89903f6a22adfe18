import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { TimelineEntry } from '#lib/history/timeline.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { hasExited, readPodFacts } from '#lib/storage/pod-facts.ts';
import { Timeout } from '#lib/storage/timeout.ts';
import { type Decision, decide, type Limits, type Observation } from './decide.ts';
import { launch } from './launch.ts';
import { CONTAINERS, LABELS, pairKey, podName } from './names.ts';
import { type Trouble, troubleOf } from './notice-events.ts';
import { belongsTo, migratorStarted, observe, ownPod, type Sight } from './observe.ts';
import { type Parts, STEP_MS } from './parts.ts';
import { harvest, settleGone } from './settle.ts';
import { stateEntries } from './state-entries.ts';
import type { RunState } from './states.ts';

/** Moves one unfinished run one step forward: looks, decides, acts. */
export class Advance {
  readonly #parts: Parts;
  readonly #limits: Limits;
  /** Runs that may have a pod, as counted at the last pass. */
  #launched = new Set<string>();
  /** For which troubles of which runs somebody was called, so that the record need not be asked again. */
  readonly #called = new Map<string, ReadonlySet<Trouble>>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { startTimeout, runTimeout, stalledAfter, stopGrace } = parts.config.limits;
    this.#limits = {
      startTimeoutMs: startTimeout,
      runTimeoutMs: runTimeout,
      stalledAfterMs: stalledAfter,
      stopGraceMs: stopGrace,
    };
  }

  /** Counts which runs hold a slot, before the runs of a pass are looked at, oldest first. */
  countSlots(runs: readonly RunRecord[], busy: ReadonlySet<string>): void {
    const waiting = new Set(runs.filter(({ launchedAt }) => launchedAt === null).map(({ id }) => id));
    const holding = runs.filter(({ id }) => !waiting.has(id) || (busy.has(id) && this.#launched.has(id)));
    this.#launched = new Set(holding.map(({ id }) => id));
    for (const id of this.#called.keys()) if (!runs.some((run) => run.id === id)) this.#called.delete(id);
  }

  async step(run: RunRecord): Promise<void> {
    const sight = await this.#look(run);
    const now = Date.now();
    const seen = observe(run, sight, now);
    await this.#recordSight(run, seen, now);
    const decision = decide(run, seen, now, this.#limits);
    await this.#act(run, decision, sight, seen);
    await this.#callSomebody(run, now);
  }

  /** Writes down who is to be called to a run that needs a person; the record knows for which trouble it was done. */
  async #callSomebody(run: RunRecord, now: number): Promise<void> {
    const trouble = troubleOf(run, now);
    if (trouble === undefined || this.#called.get(run.id)?.has(trouble)) return;
    await this.#parts.history.notices.trouble(run.id, trouble, now);
    this.#called.set(run.id, new Set([...(this.#called.get(run.id) ?? []), trouble]));
  }

  async #look(run: RunRecord): Promise<Sight> {
    const { memory, followers, config } = this.#parts;
    const contact = memory.contact();
    const named = memory.pod(podName(config.instance, run, run.kind, run.id));
    const last = run.podUid ? memory.lastSeen(run.podUid) : undefined;
    const own = ownPod(run, { named, last });
    if (own && migratorStarted(readPodFacts(own))) {
      followers.ensure(run.id, { name: own.metadata.name, container: CONTAINERS.migrate });
    }
    return {
      silentSince: contact.state === 'live' ? undefined : contact.since.getTime(),
      named,
      last,
      events: own?.metadata.uid ? memory.eventsOf(own.metadata.uid) : [],
      live: followers.live(run.id),
      slot: this.#slot(run),
      blocker: named && !own ? await this.#blocker(named) : undefined,
    };
  }

  #slot(run: RunRecord): Observation['slot'] {
    const limit = this.#parts.config.limits.concurrency;
    if (run.launchedAt !== null || this.#launched.has(run.id) || this.#launched.size < limit) return { free: true };
    const others = limit === 1 ? 'another migration' : `${limit} other migrations`;
    return { free: false, sentence: `Waiting for ${others} to end: at most ${limit} run at a time.` };
  }

  async #blocker(pod: KubePod): Promise<Observation['blocker']> {
    const owner = pod.metadata.labels?.[LABELS.run];
    const record = owner ? await this.#parts.history.get(owner) : undefined;
    const hasEnded = record !== undefined && record.outcome !== null;
    const removable = hasEnded && hasExited(readPodFacts(pod)) && !pod.metadata.deletionTimestamp;
    const { name, namespace } = pod.metadata;
    const sentence = record
      ? `The pod of run #${record.number} of ${record.oldUser} to ${record.newUser} is still there and has the name this one needs.`
      : `Pod ${name} has the name this run needs, and Rehome has no record of its run. If nobody needs it, remove it by hand from namespace ${namespace}.`;
    return { removable, sentence };
  }

  /** What is seen for the first time goes into the record: the pod's UID, the start, progress. */
  async #recordSight(run: RunRecord, seen: Observation, now: number): Promise<void> {
    const { history, followers } = this.#parts;
    if (seen.pod && run.podUid === null) await history.recordPodUid(run.id, seen.pod.uid, now);
    if (seen.podStarted && run.startedAt === null) {
      const container = seen.pod?.containers.find(({ name }) => name === CONTAINERS.migrate);
      await history.update(run.id, {
        startedAt: Math.max(run.requestedAt, Date.parse(container?.startedAt ?? '') || now),
      });
    }
    const progress = followers.live(run.id)?.progress;
    if (progress && Date.parse(progress.at) !== run.progress?.at) {
      await history.saveProgress(run.id, progress, Date.parse(progress.at));
    }
  }

  async #act(run: RunRecord, decision: Decision, sight: Sight, seen: Observation): Promise<void> {
    const { pods, history, migrators } = this.#parts;
    const timeout = new Timeout(`Looking after run #${run.number} of ${run.oldUser} to ${run.newUser}`, STEP_MS);
    switch (decision.do) {
      case 'note':
        return this.#note(run, decision);
      case 'launch':
        // Others that were looked at since may have taken the last slot.
        if (!this.#slot(run).free) return;
        this.#launched.add(run.id);
        return launch(this.#parts, run);
      case 'clearWay':
        if (sight.named) await pods.delete(sight.named.metadata.name, uidOf(sight.named), timeout);
        await history.update(run.id, {}, [{ at: Date.now(), what: 'way cleared' }]);
        return;
      case 'ask': {
        if (!seen.pod) return;
        const grace = Math.ceil(this.#limits.stopGraceMs / 1000);
        const { name, uid } = seen.pod;
        const going = { uid, gracePeriodSeconds: grace };
        await this.#parts.pairs.run(pairKey(run), () => migrators.deletePod(name, going, timeout));
        if (decision.why === 'startDeadline') {
          const detail = run.reason?.sentence ?? null;
          await history.update(run.id, {}, [{ at: Date.now(), what: 'start deadline', detail }]);
        }
        return;
      }
      case 'harvest': {
        const pod = ownPod(run, sight);
        return pod ? harvest(this.#parts, run, pod, decision.intent) : undefined;
      }
      case 'confirmGone': {
        const name = run.podName ?? podName(this.#parts.config.instance, run, run.kind, run.id);
        const there = await pods.read(name, timeout);
        return there && belongsTo(there, run) ? undefined : settleGone(this.#parts, run, decision.ending);
      }
      case 'end':
        return settleGone(this.#parts, run, decision.ending);
    }
  }

  /** Writes what a run waits for or works on, where the record does not say so yet. */
  async #note(run: RunRecord, { state, reason, stalled }: Extract<Decision, { do: 'note' }>): Promise<void> {
    const same =
      run.state === state &&
      run.stalled === stalled &&
      run.reason?.key === reason?.key &&
      run.reason?.sentence === reason?.sentence;
    if (same) return;
    const entries = run.state === state ? [] : this.#entries(run, state, reason?.sentence ?? null);
    await this.#parts.history.update(run.id, { state, stalled, reason }, entries);
  }

  #entries(run: RunRecord, state: RunState, detail: string | null): readonly TimelineEntry[] {
    const told = this.#parts.followers.live(run.id)?.phaseStartedAt;
    return stateEntries(run.lastState, state, told, { now: Date.now(), detail });
  }
}

const uidOf = (pod: KubePod) => (pod.metadata.uid ? { uid: pod.metadata.uid } : {});
