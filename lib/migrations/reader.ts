import { BUILD } from '#lib/build.ts';
import 'server-only';
import { type Actor, may } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { KubeEvent, KubePod } from '#lib/storage/kube-objects.ts';
import type { CheckReport } from './check-report.ts';
import { CleanupReader } from './cleanup-reader.ts';
import { ContextReader } from './context-reader.ts';
import { detailView } from './detail-view.ts';
import type { LogPageView } from './evidence-views.ts';
import type { ExportFormat } from './export-format.ts';
import type { FilesView } from './files-view.ts';
import type { ObjectsInput } from './input.ts';
import type { LineRange } from './line-range.ts';
import type { ListQuery, RunListView } from './list-views.ts';
import { LogReader } from './log-reader.ts';
import { type Pair, podName } from './names.ts';
import { objectsPreview } from './objects-preview.ts';
import { OverviewReader } from './overview-reader.ts';
import type { OverviewView } from './overview-views.ts';
import { PairReader } from './pair-reader.ts';
import { PaletteReader } from './palette-reader.ts';
import { isPartialCopy, partialCopyOf } from './partial-copy.ts';
import type { Parts } from './parts.ts';
import type { PeopleReader } from './people-reader.ts';
import { podYaml } from './pod-yaml.ts';
import { runsFile } from './run-file.ts';
import { isQueued, runRows } from './run-rows.ts';
import { runView } from './run-view.ts';
import { SavedReports } from './saved-reports.ts';
import { startTerms } from './start-terms.ts';
import type { ObjectsView, StartTermsView } from './start-views.ts';
import { storyOf } from './story.ts';
import { UserReader } from './user-reader.ts';
import type { CleanupView, PairContextView, PersonView, RunDetailView, RunView, ShellView } from './views.ts';

const PAGE_SIZE = 25;
/** Short enough that a poll between two batches hardly waits. */
const EXPORT_BATCH = 200;

/** Everything the screens show, out of memory and the database. Changes nothing, and never asks the cluster. */
export class Reader {
  /** The pages of single people, and the search for them. */
  readonly users: UserReader;
  /** The pages of pairs. */
  readonly pairs: PairReader;
  /** People, pairs and runs for what somebody types. */
  readonly palette: PaletteReader;
  readonly #parts: Parts;
  readonly #people: PeopleReader;
  readonly #logs: LogReader;
  readonly #reports: SavedReports;
  readonly #context: ContextReader;
  readonly #overview: OverviewReader;
  readonly #cleanup: CleanupReader;

  constructor(parts: Parts, people: PeopleReader) {
    this.#parts = parts;
    this.#people = people;
    this.#logs = new LogReader(parts);
    this.users = new UserReader(parts, people);
    this.pairs = new PairReader(parts, people);
    this.palette = new PaletteReader(parts, people);
    this.#reports = new SavedReports(parts.history);
    this.#context = new ContextReader(parts, this.#reports);
    this.#overview = new OverviewReader(parts);
    this.#cleanup = new CleanupReader(parts);
  }

  /** What runs, waits, failed and ended; `now` is ISO 8601, and days are those of the zone. */
  overview({ zone, now }: { readonly zone: string; readonly now: string }): Promise<OverviewView> {
    return this.#overview.read({ zone, now: Date.parse(now) });
  }

  async list(query: ListQuery): Promise<RunListView> {
    const { runs, ...about } = await this.#parts.history.list(query, PAGE_SIZE);
    return { ...about, runs: await this.#rows(runs) };
  }

  /** All that a list shows over its pages as the text of a file, a piece at a time. */
  listFile(query: ListQuery, format: ExportFormat): AsyncGenerator<string> {
    return runsFile(this.#parts.history.files.listed(query, EXPORT_BATCH), format);
  }

  /** The same of these runs alone. */
  runsFile(ids: readonly string[], format: ExportFormat): AsyncGenerator<string> {
    return runsFile(this.#parts.history.files.chosen(ids), format);
  }

  /** One run with everything known of it. Throws `RehomeError` `not_found`. */
  async detail(id: string, actor: Actor): Promise<RunDetailView> {
    const { history, memory } = this.#parts;
    const run = await this.#run(id);
    const [view] = await this.#rows([run]);
    const ended = run.outcome !== null;
    const { log, truncated } = await this.#logs.of(run);
    const later = (await history.laterRuns([id])).get(id) ?? [];
    return detailView({
      run,
      view: view ?? this.#bare(run),
      timeline: await storyOf(history, id),
      log,
      logTruncated: truncated,
      events: ended
        ? ((await this.#saved<readonly KubeEvent[]>(id, 'events')) ?? [])
        : run.podUid
          ? memory.eventsOf(run.podUid)
          : [],
      pod: ended ? await this.#saved<KubePod>(id, 'pod') : this.#livePod(run),
      claims: ended ? [] : this.#people.claims(),
      report: ended && run.kind === 'check' ? await this.#report(run) : log?.report,
      earlier: await this.#earlier(run),
      open: isPartialCopy(partialCopyOf(run, later)),
      unseen: ended && (await history.isUnseen(id)),
      may: { run: may(actor.role, 'run'), clean: may(actor.role, 'clean') },
    });
  }

  /** The whole log that Rehome has of a run. Throws `RehomeError` `not_found`. */
  async logText(id: string): Promise<string> {
    return this.#logs.text(await this.#run(id));
  }

  /** Some lines of what a run said. Throws `RehomeError` `not_found`. */
  async logPage(id: string, range: LineRange): Promise<LogPageView> {
    return this.#logs.page(await this.#run(id), range);
  }

  /** The entries of a run that were skipped, failed, were mended or differ. Throws `RehomeError` `not_found`. */
  async files(id: string): Promise<FilesView> {
    return this.#logs.files(await this.#run(id));
  }

  /** The pod of a run as YAML. Throws `RehomeError` `not_found` where none is on record. */
  async podYaml(id: string): Promise<string> {
    const run = await this.#run(id);
    const pod = run.outcome === null ? this.#livePod(run) : await this.#saved<KubePod>(id, 'pod');
    if (!pod) throw new RehomeError('not_found', 'No pod of this run is on record.');
    return podYaml(pod);
  }

  /** What matters before a pair is migrated, for who asks; `isForStart` as `ContextReader.read` has it. */
  pairContext(pair: Pair, actor: Actor, isForStart = true): Promise<PairContextView> {
    return this.#context.read(pair, actor, isForStart);
  }

  /** Whether there are no other people than the directory knows. */
  get knowsEverybody(): boolean {
    return this.#people.isComplete;
  }

  /** What a start does unless the form says otherwise. */
  startTerms(): StartTermsView {
    return startTerms(this.#parts.config);
  }

  /** What a start would create. Throws `RehomeError` `invalid` where no pod can be made. */
  objects(input: ObjectsInput): ObjectsView {
    return objectsPreview(this.#parts, this.#people.claims(), input);
  }

  people(text: string): Promise<readonly PersonView[]> {
    return this.#people.search(text);
  }

  person(username: string): Promise<PersonView> {
    return this.#people.person(username);
  }

  /** What runs left behind in the cluster and in homes. */
  cleanup(): Promise<CleanupView> {
    return this.#cleanup.read();
  }

  async shell(actor: Actor): Promise<ShellView> {
    const { memory, history, config, namespace, clusterName } = this.#parts;
    const { state, lastContactAt, problem } = memory.contact();
    return {
      ...{ build: BUILD, namespace },
      cluster: clusterName,
      environment: config.cluster.environment,
      production: config.cluster.production,
      contact: { state, lastContactAt: state === 'live' ? null : (lastContactAt?.toISOString() ?? null), problem },
      actor: { name: actor.name, role: actor.role },
      active: await history.activeCount(),
      ...(await this.#cleanup.counts()),
      now: `${new Date().toISOString().slice(0, 16)}:00.000Z`,
    };
  }

  /** Throws `RehomeError` `unavailable` with what does not answer. */
  async ready(): Promise<{ status: 'ready' }> {
    await this.#parts.history.check();
    const { state, problem } = this.#parts.memory.contact();
    if (state !== 'live') throw new RehomeError('unavailable', problem ?? 'The cluster has not answered yet.');
    return { status: 'ready' };
  }

  async #run(id: string): Promise<RunRecord> {
    const run = await this.#parts.history.get(id);
    if (!run) throw new RehomeError('not_found', 'There is no such run.');
    return run;
  }

  async #rows(records: readonly RunRecord[]): Promise<readonly RunView[]> {
    const queue = records.some(isQueued) ? (await this.#parts.history.unfinished()).filter(isQueued) : [];
    return runRows(this.#parts, records, (run) => queue.findIndex(({ id }) => id === run.id) + 1 || null);
  }

  /** The pod of a run that works, as the cluster's memory has it; no other of the same name. */
  #livePod(run: RunRecord): KubePod | undefined {
    const { memory, config } = this.#parts;
    const pod = memory.pod(run.podName ?? podName(config.instance, run, run.kind, run.id));
    return pod && pod.metadata.uid === run.podUid ? pod : undefined;
  }

  #bare(run: RunRecord): RunView {
    return runView(run, { live: undefined, later: null, queuePosition: null });
  }

  async #earlier({ resumes }: RunRecord): Promise<RunDetailView['earlier']> {
    const run = resumes === null ? undefined : await this.#parts.history.get(resumes);
    return run ? { id: run.id, number: run.number } : null;
  }

  /** What was read before it was removed may be in memory yet. */
  async #report(run: RunRecord): Promise<CheckReport | undefined> {
    return run.evidence === 'removed' ? undefined : await this.#reports.of(run.id);
  }

  async #saved<T>(id: string, kind: 'events' | 'pod'): Promise<T | undefined> {
    const saved = await this.#parts.history.evidenceOf(id, kind);
    return saved && (JSON.parse(saved.text) as T);
  }
}
