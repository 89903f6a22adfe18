import 'server-only';
import type { HomeFacts } from '#lib/history/home-facts.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { otherPaths } from '#lib/homes/layout.ts';
import { findHome } from '#lib/homes/resolve.ts';
import type { Directory, Person } from '#lib/people/directory.ts';
import { isAlive } from './claim-nodes.ts';
import type { Parts } from './parts.ts';
import { isoOf } from './run-view.ts';
import type { HomeFactsView, PersonView } from './views.ts';

/** People that a search answers at most. */
export const HITS = 12;

/** People for the user picker: who the directory knows, where their home is, and what runs have told of it. */
export class PeopleReader {
  readonly #parts: Parts;
  readonly #directory: Directory;
  readonly #claims: () => Parameters<typeof findHome>[2];

  constructor(parts: Parts, directory: Directory, claims: () => Parameters<typeof findHome>[2]) {
    this.#parts = parts;
    this.#directory = directory;
    this.#claims = claims;
  }

  /** Whether there are no other people than the directory knows. */
  get isComplete(): boolean {
    return this.#directory.complete;
  }

  /** The claims of the namespace as they were listed last. */
  claims(): Parameters<typeof findHome>[2] {
    return this.#claims();
  }

  /** Whether the directory knows somebody of this name. */
  async isListed(username: string): Promise<boolean> {
    return (await this.#directory.find(username)) !== undefined;
  }

  /** The best hits for a text by name alone: nothing is looked up about them. */
  async names(text: string, limit: number): Promise<readonly Pick<PersonView, 'username' | 'displayName'>[]> {
    const people = await this.#directory.search(text, limit);
    return people.map(({ username, displayName }) => ({ username, displayName: displayName ?? null }));
  }

  /** The best hits for a text; everybody, up to a limit, for none. */
  async search(text: string): Promise<readonly PersonView[]> {
    const people = await this.#directory.search(text.slice(0, 255), HITS);
    return this.#views(people);
  }

  /** One person, also one whom the directory does not know. */
  async person(username: string): Promise<PersonView> {
    const known = await this.#directory.find(username);
    const [view] = await this.#views([known ?? { username, displayName: null, uid: null }]);
    return view ?? { username, displayName: null, uid: null, homeOnDisk: null, homeProblem: null, facts: null };
  }

  /** These people in their order, also those whom the directory does not know. */
  async persons(usernames: readonly string[]): Promise<readonly PersonView[]> {
    const known = await Promise.all(usernames.map((username) => this.#directory.find(username)));
    return this.#views(usernames.map((username, at) => known[at] ?? { username, displayName: null, uid: null }));
  }

  /** These people, in the order of their names; also those whom the directory does not know. */
  async peopleOf(
    usernames: readonly string[],
  ): Promise<readonly { readonly person: PersonView; readonly isListed: boolean }[]> {
    const found = await Promise.all(usernames.map((username) => this.#directory.find(username)));
    const views = await this.#views(
      usernames.map((username, at) => found[at] ?? { username, displayName: null, uid: null }),
    );
    return views.map((person, at) => ({ person, isListed: found[at] !== undefined }));
  }

  async #views(people: readonly Person[]): Promise<readonly PersonView[]> {
    const names = people.map(({ username }) => username);
    const facts = await this.#parts.history.homeFactsOf(names);
    const lastRuns = await this.#parts.history.lastRunsOf(names);
    return people.map((person) => {
      const { homes } = this.#parts.config;
      const home = findHome(homes, person.username, this.#claims());
      const others = homes.layout === 'shared' ? otherPaths(homes.path, person.username) : [];
      return {
        username: person.username,
        displayName: person.displayName ?? null,
        uid: person.uid ?? null,
        homeOnDisk: 'onDisk' in home ? home.onDisk : null,
        homeProblem: 'problem' in home ? home.problem : null,
        ...(others.length > 0 && { otherPaths: others }),
        facts: factsView(facts.get(person.username)),
        ...this.#server(person.username),
        lastRun: lastRunView(lastRuns.get(person.username)),
      };
    });
  }

  /** While the cluster is not heard, nobody's server is known not to run. */
  #server(username: string): Pick<PersonView, 'server'> {
    if (this.#parts.memory.contact().state !== 'live') return {};
    const found = this.#parts.memory.servers().find((server) => server.username === username && isAlive(server));
    return { server: found ? { pod: found.name, node: found.node } : null };
  }
}

function lastRunView(run: RunRecord | undefined): NonNullable<PersonView['lastRun']> | null {
  if (!run) return null;
  const { id, number, oldUser, newUser, outcome, state, requestedAt } = run;
  return { id, number, oldUser, newUser, status: outcome ?? state, requestedAt: isoOf(requestedAt) };
}

function factsView(facts: HomeFacts | undefined): HomeFactsView | null {
  if (!facts) return null;
  const { uid, gid, bytes, files, bytesFree } = facts;
  return { asOf: new Date(facts.at).toISOString(), uid, gid, bytes, files, bytesFree };
}
