import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyArguments, isRoot, makePlace, type Place, published, staged } from './testing/homes.ts';
import { type Ended, runMigrator } from './testing/run-migrator.ts';
import {
  type Comparison,
  changesBetween,
  compareTrees,
  fillWithTorture,
  inventory,
  noted,
  removePlace,
  type TortureOptions,
} from './testing/torture/torture-home.ts';

const HOMES: readonly (readonly [what: string, options: TortureOptions])[] = [
  ['as deep as rsync can go', { levels: 0, huge: false }],
  ['deeper than a path may be, with a sparse file of 5 GiB (defects K2 and K3)', {}],
];

// Only root can make such a home.
describe.skipIf(!isRoot).each(HOMES)('a copy of the torture home, %s', (_what, options) => {
  let place: Place;
  let before: string[];
  let ended: Ended;
  let comparison: Comparison;

  beforeAll(async () => {
    place = makePlace();
    fillWithTorture(place.old, options);
    before = inventory(place.old);
    ended = await runMigrator(copyArguments(place));
    if (ended.code === 0) comparison = compareTrees(place.old, join(place.new, ended.result.folder ?? 'none'));
  }, 240_000);
  afterAll(() => removePlace(place));

  it('ends with 0 and one folder, and leaves no staging', () => {
    expect([ended.stderr, ended.code]).toEqual(['', 0]);
    expect(published(place)).toEqual([ended.result.folder]);
    expect(staged(place)).toEqual([]);
    expect(readdirSync(place.new)).toHaveLength(1);
  });

  it('equals the original but for what the notes list', () => {
    expect(comparison?.differences).toEqual([]);
    expect(comparison.entries).toBeGreaterThan(6000);
  });

  it('counts in its notes just what it left out, stripped or lost', () => {
    const kinds = { socket: 'socket', device: 'device', setIdRemoved: 'setId', capabilityLost: 'capability' } as const;
    for (const [kind, allowed] of Object.entries({ ...kinds, aclMerged: 'aclMerged' } as const)) {
      const paths = comparison?.allowed[allowed] ?? [];
      expect(paths.length, kind).toBeGreaterThan(0);
      // A folder has two ACLs, and may be counted for each.
      expect([new Set(paths).size, paths.length], kind).toContain(noted(ended, kind));
    }
    const kindsSaid = ended.result.notes.map(({ kind }) => kind).sort();
    expect(kindsSaid).toEqual([...Object.keys(kinds), 'aclMerged'].sort());
  });

  it('leaves the old home as it was, in every byte and all metadata but access times', () => {
    expect(changesBetween(before, inventory(place.old))).toEqual([]);
  });
});
