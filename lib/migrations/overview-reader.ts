import 'server-only';
import type { HomeFactsRecord } from '#lib/history/home-facts.ts';
import { MOST_COUNTED } from '#lib/history/overview-runs.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { dayViews, overviewDays } from './overview-days.ts';
import type { OverviewView, RoomView } from './overview-views.ts';
import type { Parts } from './parts.ts';
import { isQueued, runRows } from './run-rows.ts';
import { isoOf } from './run-view.ts';
import type { RunView } from './views.ts';

/** Rows of each list; more is a link to the migrations. */
const ROWS = { launched: 40, next: 6, failures: 6, recent: 6 } as const;
/** How many of the queue are looked through for the next ones, past those that wait for their time. */
const NEXT_WITHIN = 18;
/** How far back the recent ends look past failures that are told elsewhere. */
const RECENT_WITHIN = 60;
/** Observations of room that are looked through for different homes, and homes that are shown. */
const ROOM = { within: 20, homes: 3 } as const;

/** The overview, out of memory and the database. Costs the same however many runs there are. */
export class OverviewReader {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param clock - the reader's zone, whose days are summed, and the moment they end with (milliseconds since the epoch) */
  async read(clock: { readonly zone: string; readonly now: number }): Promise<OverviewView> {
    const { history, config } = this.#parts;
    const days = overviewDays(clock.now, clock.zone);
    const [states, now, unseen, recent] = [
      await history.overview.countByState(),
      await history.overview.runsOfNow({ launched: ROWS.launched, queued: NEXT_WITHIN }),
      await history.overview.unseenFailures(ROWS.failures),
      await history.overview.recentEnds(ROWS.recent, RECENT_WITHIN),
    ];
    const ends = await history.overview.endsIn(
      'copy',
      days.map(({ from }) => from),
    );
    const inState = (wanted: (state: string) => boolean): number =>
      states.filter(({ state }) => wanted(state)).reduce((sum, { runs }) => sum + runs, 0);
    return {
      isEmpty: states.length === 0 && unseen.count === 0 && recent.length === 0 && !(await history.overview.hasRuns()),
      running: inState((state) => state !== 'queued' && state !== 'pending'),
      starting: inState((state) => state === 'pending'),
      queued: inState((state) => state === 'queued'),
      slots: config.limits.concurrency,
      launched: await this.#rows(now.launched),
      next: (await this.#rows(dueFirst(now.queued))).slice(0, ROWS.next),
      failures: {
        runs: await this.#rows(unseen.runs),
        count: Math.min(unseen.count, MOST_COUNTED),
        isMore: unseen.count > MOST_COUNTED,
      },
      recent: await this.#rows(recent),
      days: dayViews(days, ends),
      room: await this.#room(),
    };
  }

  /** Of queued runs only the first are shown, in their order: those that wait for their time come last. */
  #rows(records: readonly RunRecord[]): Promise<readonly RunView[]> {
    return runRows(this.#parts, records, (_, at) => at + 1);
  }

  async #room(): Promise<OverviewView['room']> {
    const { history, config } = this.#parts;
    const isShared = config.homes.layout === 'shared';
    const found = await history.overview.roomSeen(isShared ? 1 : ROOM.within);
    const newest = found.filter(({ user }, at) => found.findIndex((other) => other.user === user) === at);
    const seen = await Promise.all(newest.slice(0, ROOM.homes).map((facts) => this.#roomOf(facts)));
    return { isShared, seen: seen.filter((room) => room !== undefined) };
  }

  async #roomOf({ user, bytesFree, at, runId }: HomeFactsRecord): Promise<RoomView | undefined> {
    if (bytesFree === null) return undefined;
    const run = await this.#parts.history.get(runId);
    const told = run?.result?.room;
    return {
      ...{ user, bytesFree, asOf: isoOf(at) },
      bytesTotal: told?.bytesFree === bytesFree ? told.bytesTotal : null,
      run: run ? { id: run.id, number: run.number } : null,
    };
  }
}

/** Those that have a place in the queue, in its order, then the others by their time. */
const dueFirst = (queued: readonly RunRecord[]): readonly RunRecord[] => [
  ...queued.filter(isQueued),
  ...queued.filter((run) => !isQueued(run)).sort((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0)),
];
