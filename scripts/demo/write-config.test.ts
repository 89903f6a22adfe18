import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '#lib/config/load.ts';
import { readPeople } from '#lib/people/people-file.ts';
import { DEMO_PEOPLE } from '../sample-homes/people.ts';
import { demoPaths } from './paths.ts';
import { writeConfig } from './write-config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehome-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the configuration that the demo writes is one that the dashboard takes', async () => {
  const paths = demoPaths(folder);
  writeConfig(paths, { people: DEMO_PEOPLE, clusterPort: 4310, environment: 'demo' });
  const config = await loadConfig(paths.config, {});
  expect(config.namespace).toBe('rehome-demo');
  expect(config.homes).toMatchObject({ layout: 'shared', volume: { hostPath: { path: paths.homes } } });
  expect(config.history.url).toBe(`sqlite:${paths.database}`);
  expect(config.cluster.kubeconfig).toBe(paths.kubeconfig);
});

test('the people of the demo are a directory that the dashboard takes, more than six of them with a home', () => {
  const paths = demoPaths(folder);
  writeConfig(paths, { people: DEMO_PEOPLE, clusterPort: 4310, environment: 'demo' });
  const people = readPeople(paths.people, readFileSync(paths.people, 'utf8'));
  expect(people.map(({ username }) => username)).toEqual(DEMO_PEOPLE.map(({ username }) => username));
  expect(DEMO_PEOPLE.filter(({ parts }) => parts).length).toBeGreaterThan(6);
});

test('a section given by the caller takes the place of the written one', async () => {
  const paths = demoPaths(folder);
  const sections = { limits: { concurrency: 7 } };
  writeConfig(paths, { people: [], clusterPort: 4310, environment: 'test', sections });
  expect((await loadConfig(paths.config, {})).limits.concurrency).toBe(7);
});
