import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import { checkUsername } from '#lib/homes/usernames.ts';
import type { Pair } from './names.ts';
import { type PaletteText, readPaletteText } from './palette-text.ts';
import type { FoundPerson, FoundRun, PaletteView } from './palette-views.ts';
import type { Parts } from './parts.ts';
import type { PeopleReader } from './people-reader.ts';
import { isoOf } from './run-view.ts';

/** What is shown of each. */
const MOST = 5;
/** Runs that are looked at for their pairs. */
const LOOKED_AT = 30;

/** Finds people, pairs and runs for what somebody types anywhere. Out of memory and the database; nothing is counted. */
export class PaletteReader {
  readonly #history: Parts['history'];
  readonly #people: PeopleReader;

  constructor({ history }: Parts, people: PeopleReader) {
    this.#history = history;
    this.#people = people;
  }

  /** The best few of each for a text; nothing for none. */
  async find(typed: string): Promise<PaletteView> {
    const asked = readPaletteText(typed);
    const exact = asked.runId === null ? undefined : await this.#history.get(asked.runId);
    if (exact) return { people: [], pairs: [pairOf(exact)], runs: [foundRun(exact)], start: null };
    const { quick } = this.#history;
    const hits = await quick.ofText(asked.words, LOOKED_AT);
    const pairs = pairsOf(hits, asked.words).slice(0, MOST);
    const runs = await this.#runs(asked, hits, pairs);
    return {
      people: asked.words === '' ? [] : await this.#persons(asked.words),
      pairs,
      runs: runs.slice(0, MOST).map(foundRun),
      start: await this.#start(asked),
    };
  }

  #runs(
    { number, words }: PaletteText,
    hits: readonly RunRecord[],
    pairs: readonly Pair[],
  ): Promise<readonly RunRecord[]> | readonly RunRecord[] {
    if (number === null) return hits;
    return words === ''
      ? this.#history.quick.newestOfNumber(number, MOST)
      : this.#history.quick.ofNumber(pairs, number);
  }

  /** Who is listed; before them, somebody of exactly that name whom only runs know. */
  async #persons(words: string): Promise<readonly FoundPerson[]> {
    const listed = (await this.#people.names(words, MOST)).map((person) => ({ ...person, isListed: true }));
    const isFound = listed.some(({ username }) => username === words);
    if (isFound || checkUsername(words) || !(await this.#hasRuns(words))) return listed;
    return [{ username: words, displayName: null, isListed: false }, ...listed].slice(0, MOST);
  }

  async #start({ two }: PaletteText): Promise<Pair | null> {
    if (!two || two.some(checkUsername)) return null;
    const [oldUser, newUser] = two;
    const isKnown = async (username: string): Promise<boolean> =>
      (await this.#people.isListed(username)) || (!this.#people.isComplete && (await this.#hasRuns(username)));
    return (await isKnown(oldUser)) && (await isKnown(newUser)) ? { oldUser, newUser } : null;
  }

  async #hasRuns(username: string): Promise<boolean> {
    return (await this.#history.runsTouching(username, 1)).length > 0;
  }
}

const pairOf = ({ oldUser, newUser }: RunRecord): Pair => ({ oldUser, newUser });

/** The pairs of runs, each once; those first that have every word in their names. */
function pairsOf(runs: readonly RunRecord[], text: string): readonly Pair[] {
  const words = text.toLowerCase().split(' ');
  const misses = ({ oldUser, newUser }: Pair): number => {
    const names = `${oldUser} ${newUser}`.toLowerCase();
    return words.filter((word) => !names.includes(word)).length;
  };
  const byKey = new Map(runs.map((run) => [JSON.stringify([run.oldUser, run.newUser]), pairOf(run)]));
  return [...byKey.values()].sort((a, b) => misses(a) - misses(b));
}

function foundRun(run: RunRecord): FoundRun {
  const { id, number, kind, oldUser, newUser, outcome, state, requestedAt, ticket } = run;
  return { id, number, kind, oldUser, newUser, status: outcome ?? state, requestedAt: isoOf(requestedAt), ticket };
}
