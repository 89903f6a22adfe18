import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SamplePerson } from './sample-homes/people.ts';
import { DEMO_PEOPLE } from './sample-homes/people.ts';
import { planHomes } from './sample-homes/plan.ts';
import { Pool } from './sample-homes/pool.ts';
import { makeSampleHomes } from './sample-homes.ts';

const PEOPLE: readonly SamplePerson[] = [
  {
    username: 'everything',
    displayName: 'E',
    uid: 20001,
    parts: [
      { kind: 'dot-files' },
      { kind: 'files', from: 'packages', into: 'data', count: 30 },
      { kind: 'notebooks', into: 'notebooks', count: 3 },
      { kind: 'environment', into: 'venv', count: 5 },
      { kind: 'links' },
      { kind: 'odd-names' },
      { kind: 'right-to-left' },
      { kind: 'sparse' },
      { kind: 'special-files' },
    ],
  },
  { username: 'nothing', displayName: 'N', uid: 20002 },
];

let homes: string;
beforeEach(() => {
  homes = join(mkdtempSync(join(tmpdir(), 'rehome-homes-')), 'homes');
});
afterEach(() => rmSync(join(homes, '..'), { recursive: true }));

const count = (...test: string[]) =>
  execFileSync('find', [join(homes, 'everything'), ...test, '-printf', 'x'], { encoding: 'utf8' }).length;

test('a home holds links of every kind, several names of one file, holes, a FIFO, a socket and names that are no text', async () => {
  await makeSampleHomes(homes, PEOPLE);
  expect(count('-type', 'l')).toBeGreaterThan(10);
  expect(count('-type', 'l', '-lname', '/home/everything/*')).toBeGreaterThan(0);
  expect(count('-type', 'f', '-links', '3')).toBe(3);
  expect(count('-type', 'p')).toBe(1);
  expect(count('-type', 's')).toBe(1);
  const image = statSync(join(homes, 'everything/images/disk.img'));
  expect(image.blocks * 512).toBeLessThan(image.size / 100);
  const names = readdirSync(join(homes, 'everything/odd names'), { encoding: 'buffer' });
  expect(names.some((name) => !Buffer.from(name.toString()).equals(name))).toBe(true);
  expect(names.some((name) => name.length === 255)).toBe(true);
  expect(names.some((name) => name.includes('\n'))).toBe(true);
});

test('whoever should have no home has none, and every entry of a home belongs to its person as root, else to us', async () => {
  await makeSampleHomes(homes, PEOPLE);
  expect(existsSync(join(homes, 'nothing'))).toBe(false);
  const uid = process.getuid?.() === 0 ? 20001 : process.getuid?.();
  expect(count('!', '-uid', String(uid))).toBe(0);
});

test('a broken-off work goes on, and a complete one is left as people have changed it', async () => {
  await makeSampleHomes(homes, PEOPLE);
  rmSync(`${homes}.complete`);
  rmSync(join(homes, 'everything'), { recursive: true });
  await makeSampleHomes(homes, PEOPLE);
  expect(lstatSync(join(homes, 'everything')).isDirectory()).toBe(true);
  rmSync(join(homes, 'everything'), { recursive: true });
  await makeSampleHomes(homes, PEOPLE);
  expect(existsSync(join(homes, 'everything'))).toBe(false);
});

test('the homes of the demo have 20,000 files and 300 MB or more, and the same plan each time', () => {
  const packages = join(import.meta.dirname, '..', 'node_modules');
  const plans = planHomes(DEMO_PEOPLE, new Pool(packages));
  const files = plans.flatMap(({ parts }) => parts.flatMap((part) => part.files));
  expect(files.length).toBeGreaterThanOrEqual(20_000);
  expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBeGreaterThanOrEqual(300_000_000);
  expect(planHomes(DEMO_PEOPLE, new Pool(packages))).toEqual(plans);
});
