import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import { DEFAULT_QUERY } from './list-query.ts';
import { foldersOf } from './pair-view.ts';
import type { Parts } from './parts.ts';
import { HITS, type PeopleReader } from './people-reader.ts';
import { isQueued, runRows } from './run-rows.ts';
import type { SideView, UserFolderView, UserSearchView, UserView } from './user-views.ts';

/** Runs of a side that the page shows; the list of migrations has the rest. */
const SHOWN = 20;
/** Runs that are looked through for folders they left. */
const WITH_FOLDERS = 200;

/** What is known of single people: out of the directory, memory and the database. */
export class UserReader {
  readonly #parts: Parts;
  readonly #people: PeopleReader;

  constructor(parts: Parts, people: PeopleReader) {
    this.#parts = parts;
    this.#people = people;
  }

  /** One person, also one whom nobody lists: what runs told of them is known all the same. */
  async read(username: string): Promise<UserView> {
    const { history } = this.#parts;
    const asNew = await history.runsOfUser(username, 'new', WITH_FOLDERS);
    return {
      person: await this.#people.person(username),
      isListed: await this.#people.isListed(username),
      isComplete: this.#people.isComplete,
      asOld: await this.#side(await history.runsOfUser(username, 'old', SHOWN)),
      asNew: await this.#side(asNew),
      folders: await this.#folders(asNew.runs),
    };
  }

  /** People for a text, somebody of exactly that name among them also where only a run knows them. */
  async search(text: string): Promise<UserSearchView> {
    const wanted = text.trim().slice(0, 255);
    const listed = await this.#people.search(wanted);
    const people = listed.map((person) => ({ ...person, isListed: true }));
    const isFound = people.some(({ username }) => username === wanted);
    const exact = isFound || checkUsername(wanted) ? undefined : await this.#people.person(wanted);
    return {
      isCut: listed.length === HITS,
      people: exact?.lastRun ? [{ ...exact, isListed: false }, ...people] : people,
      runs: wanted === '' ? 0 : (await this.#parts.history.list({ ...DEFAULT_QUERY, user: wanted }, 1)).counts.all,
    };
  }

  async #side({ runs, count }: Awaited<ReturnType<Parts['history']['runsOfUser']>>): Promise<SideView> {
    const shown = runs.slice(0, SHOWN);
    const queue = shown.some(isQueued) ? (await this.#parts.history.unfinished()).filter(isQueued) : [];
    const placeOf = (run: RunRecord) => queue.findIndex(({ id }) => id === run.id) + 1 || null;
    return { runs: await runRows(this.#parts, shown, placeOf), count };
  }

  async #folders(runs: readonly RunRecord[]): Promise<readonly UserFolderView[]> {
    const later = await this.#parts.history.laterRuns(runs.map(({ id }) => id));
    return runs.flatMap((run) =>
      foldersOf(run, later.get(run.id) ?? []).map((folder) => ({ ...folder, oldUser: run.oldUser })),
    );
  }
}
