import 'server-only';
import type { HomeFacts } from '#lib/history/home-facts.ts';
import { findHome } from '#lib/homes/resolve.ts';
import type { Directory, Person } from '#lib/people/directory.ts';
import type { Parts } from './parts.ts';
import type { HomeFactsView, PersonView } from './views.ts';

const HITS = 12;

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

  /** The best hits for a text; everybody, up to a limit, for none. */
  async search(text: string): Promise<readonly PersonView[]> {
    const people = await this.#directory.search(text.slice(0, 255), HITS);
    return this.#views(people);
  }

  /** One person, also one whom the directory does not know. */
  async person(username: string): Promise<PersonView> {
    const known = await this.#directory.find(username);
    const [view] = await this.#views([known ?? { username, displayName: null, uid: null }]);
    return (
      view ?? { username, displayName: null, uid: null, homeOnDisk: null, homeProblem: null, facts: null, server: null }
    );
  }

  async #views(people: readonly Person[]): Promise<readonly PersonView[]> {
    const facts = await this.#parts.history.homeFactsOf(people.map(({ username }) => username));
    return people.map((person) => {
      const home = findHome(this.#parts.config.homes, person.username, this.#claims());
      return {
        username: person.username,
        displayName: person.displayName ?? null,
        uid: person.uid ?? null,
        homeOnDisk: 'onDisk' in home ? home.onDisk : null,
        homeProblem: 'problem' in home ? home.problem : null,
        facts: factsView(facts.get(person.username)),
        server: this.#server(person.username),
      };
    });
  }

  #server(username: string): PersonView['server'] {
    const found = this.#parts.memory.servers().find((server) => server.username === username);
    return found ? { pod: found.name, node: found.node } : null;
  }
}

function factsView(facts: HomeFacts | undefined): HomeFactsView | null {
  if (!facts) return null;
  const { uid, gid, bytes, files, bytesFree } = facts;
  return { asOf: new Date(facts.at).toISOString(), uid, gid, bytes, files, bytesFree };
}
