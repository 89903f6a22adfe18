import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { look } from '../entry.ts';
import { scan } from '../scan/scan.ts';
import { makePlace, type Place } from '../testing/homes.ts';
import { Crew } from './crew.ts';

let place: Place;
let crew: Crew;
let dir: number;
beforeEach(() => {
  place = makePlace();
  for (let folder = 0; folder < 20; folder += 1) {
    mkdirSync(join(place.old, `${folder}`));
    for (let file = 0; file < 20; file += 1) writeFileSync(join(place.old, `${folder}`, `${file}`), 'x');
  }
  dir = openSync(place.old, 'r');
  crew = new Crew({ workers: 2, most: 2 });
});
afterEach(async () => {
  await crew.end();
  closeSync(dir);
  place.remove();
});

const scanOnce = (signal = new AbortController().signal) =>
  scan({ home: { dir, entry: look(dir, ''), path: place.old }, crew, excludes: [], signal, onFound: () => undefined });

it('two jobs that are asked for at once run one after the other, and both are whole', async () => {
  const found = await Promise.all([scanOnce(), scanOnce()]);
  expect(found.map(({ files, folders }) => [files, folders])).toEqual([
    [400, 21],
    [400, 21],
  ]);
});

it('after a job was stopped no other says that it was done', async () => {
  const stop = new AbortController();
  const stopped = scanOnce(stop.signal);
  stop.abort('SIGTERM');
  await expect(stopped).rejects.toMatchObject({ exit: 'stopped' });
  crew.shared.stop();
  await expect(scanOnce()).rejects.toMatchObject({ exit: 'copyFailed' });
});
