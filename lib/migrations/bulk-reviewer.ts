import 'server-only';
import { type Known, type KnownPair, type KnownUser, reviewRows } from './bulk-review.ts';
import type { BulkCommon, BulkReview, BulkRow } from './bulk-views.ts';
import { conflictWords } from './conflict-words.ts';
import { fateOf } from './copy-fate.ts';
import { type Pair, pairKey } from './names.ts';
import { ruleBroken } from './pair-view.ts';
import type { Parts } from './parts.ts';
import type { PeopleReader } from './people-reader.ts';
import { isoOf } from './run-view.ts';
import type { MigrationService } from './service.ts';
import { isSuccess } from './states.ts';

/** Names for which people of a like name are looked for; beyond that a list is of somebody else's platform. */
const LOOKED_FOR = 50;
const LIKELY = 3;
/** Letters of a name that tell something of it. */
const BEGINNING = 3;

/** A list of pairs, and what holds for all of them. */
export interface BulkList {
  readonly rows: readonly BulkRow[];
  readonly common: BulkCommon;
}

/** Looks a list of pairs over, by what Rehome knows; changes nothing, and never asks the cluster. */
export class BulkReviewer {
  readonly #parts: Parts;
  readonly #people: PeopleReader;
  readonly #service: Pick<MigrationService, 'userProblem'>;

  constructor(parts: Parts, people: PeopleReader, service: Pick<MigrationService, 'userProblem'>) {
    this.#parts = parts;
    this.#people = people;
    this.#service = service;
  }

  async review({ rows, common }: BulkList): Promise<BulkReview> {
    const { config, history } = this.#parts;
    const isShared = config.homes.layout === 'shared';
    const known: Known = {
      users: await this.#users([...new Set(rows.flatMap(({ oldUser, newUser }) => [oldUser, newUser]))]),
      pairs: await this.#pairs(rows),
      required: config.policy.required,
      isShared,
    };
    const [seen] = isShared ? await history.overview.roomSeen(1) : [];
    return {
      rows: reviewRows(rows, common, known),
      room: { isShared, bytesFree: seen?.bytesFree ?? null, asOf: seen ? isoOf(seen.at) : null },
    };
  }

  async #users(names: readonly string[]): Promise<ReadonlyMap<string, KnownUser>> {
    const users = new Map<string, KnownUser>();
    let lookedFor = 0;
    for (const { person, isListed } of await this.#people.peopleOf(names.filter((name) => name !== ''))) {
      const problem = await this.#service.userProblem(person.username);
      const isOdd = !isListed && lookedFor < LOOKED_FOR;
      if (isOdd) lookedFor += 1;
      const likely = isOdd ? await this.#likely(person.username) : [];
      users.set(person.username, {
        ...{ displayName: person.displayName, homeProblem: person.homeProblem, problem, isListed, likely },
        server: person.server?.pod ?? null,
        bytes: person.facts?.bytes ?? null,
        bytesFree: person.facts?.bytesFree ?? null,
        asOf: person.facts?.asOf ?? null,
      });
    }
    return users;
  }

  /** People of a name that holds this one; or else that begins as it does, for who mistyped the end. */
  async #likely(name: string): Promise<readonly string[]> {
    const beginning = name.slice(0, Math.max(BEGINNING, Math.ceil(name.length / 2)));
    const whole = await this.#people.search(name);
    const hits = whole.length > 0 ? whole : await this.#people.search(beginning);
    return hits.slice(0, LIKELY).map(({ username }) => username);
  }

  async #pairs(rows: readonly Pair[]): Promise<ReadonlyMap<string, KnownPair>> {
    const { history } = this.#parts;
    const copies = await history.copies.endedFrom(rows.map(({ oldUser }) => oldUser));
    const partial = copies.filter(({ folderState }) => folderState === 'partial');
    const later = await history.laterRuns(partial.map(({ id }) => id));
    const unfinished = await history.unfinished();
    const byPair = Map.groupBy(copies, pairKey);
    return new Map(
      rows.map((pair) => {
        const own = byPair.get(pairKey(pair)) ?? [];
        const finished = own.findLast(({ outcome }) => outcome !== null && isSuccess(outcome));
        const open = own.findLast(({ id, folderState }) => folderState === 'partial' && !fateOf(later.get(id) ?? []));
        const inTheWay = unfinished.find((run) => ruleBroken(run, pair));
        const rule = inTheWay && ruleBroken(inTheWay, pair);
        const conflict = inTheWay && rule ? `It would wait. ${conflictWords({ ...inTheWay, rule })}` : null;
        return [pairKey(pair), { finished: finished?.number ?? null, partial: open?.number ?? null, conflict }];
      }),
    );
  }
}
