import { fileURLToPath } from 'node:url';
import type { CleanUpOutcome, CleanupView, RunDetailView, RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { type Environment, startEnvironment } from '../e2e/environment.ts';
import { callAction } from '../e2e/http.ts';
import type { SamplePerson } from '../scripts/sample-homes/people.ts';
import { Database } from './database.ts';
import { Embedded } from './embedded.ts';

interface Answers {
  readonly startMigration: RunView;
  readonly startNow: { readonly id: string };
  readonly stopMigration: RunView;
  readonly checkHomes: RunView;
  readonly resumeMigration: RunView;
  readonly discardCopy: RunView;
  readonly cleanUp: CleanUpOutcome;
}

/** One installation under test: a dashboard of its own process, its cluster, its homes and its database. */
export interface Site {
  readonly environment: Environment;
  readonly cluster: Embedded;
  readonly database: Database;
  /** Asks for a change as a page would. Throws where no answer comes. */
  call<Name extends keyof Answers>(name: Name, input: unknown): Promise<ActionResult<Answers[Name]>>;
  run(id: string): Promise<RunDetailView>;
  leftovers(): Promise<CleanupView['leftovers']>;
}

export interface SiteChoices {
  /** `headless` needs no build: the services alone, without pages. */
  readonly server: 'built' | 'headless';
  readonly usernames: readonly string[];
  readonly people?: readonly SamplePerson[];
  readonly sections?: Readonly<Record<string, unknown>>;
  /** More arguments for the Node of the dashboard. */
  readonly nodeArgs?: readonly string[];
}

const HEADLESS = ['--conditions=react-server', fileURLToPath(new URL('headless.ts', import.meta.url))];
const BUILT = [fileURLToPath(new URL('../.next/standalone/server.js', import.meta.url))];

export async function startSite({ server, usernames, people = [], ...choices }: SiteChoices): Promise<Site> {
  const { sections = {}, nodeArgs = [] } = choices;
  const names = usernames.map((username, at) => ({ username, displayName: username, uid: 30_000 + at }));
  const dashboardArgs = [...nodeArgs, ...(server === 'headless' ? HEADLESS : BUILT)];
  const environment = await startEnvironment({ people: [...people, ...names], sections, dashboardArgs });
  const { url } = environment;
  const read = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}/api/${path}`, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return (await response.json()) as T;
  };
  return {
    environment,
    cluster: new Embedded(environment.clusterUrl),
    database: new Database(environment.databaseFile),
    async call(name, input) {
      const value = server === 'headless' ? await post(`${url}/actions/${name}`, input) : await act(url, name, input);
      return value as ActionResult<Answers[typeof name]>;
    },
    run: (id) => read<RunDetailView>(`runs/${id}`),
    leftovers: async () => (await read<CleanupView>('cleanup')).leftovers,
  };
}

async function post(url: string, input: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

async function act(url: string, name: string, input: unknown): Promise<unknown> {
  const { answer, value } = await callAction(url, name, input);
  if (value === undefined) throw new Error(`${name} answered ${answer.status}: ${answer.body.slice(0, 300)}`);
  return value;
}
