import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyArguments, isRoot, makePlace, NEW, type Place, published, staged } from './testing/homes.ts';
import { runMigrator } from './testing/run-migrator.ts';
import { compareTrees, fillWithTorture, RULES, removePlace } from './testing/torture/torture-home.ts';

const SMALL = { levels: 0, many: 300, huge: false };

describe.skipIf(!isRoot)('two runs at the same time', () => {
  let [one, other]: Place[] = [];
  beforeEach(() => {
    [one, other] = [makePlace(), makePlace()];
    fillWithTorture(one.old, { ...SMALL, seed: 1 });
    fillWithTorture(other.old, { ...SMALL, seed: 2 });
  });
  afterEach(() => {
    for (const place of [one, other]) if (place) removePlace(place);
  });

  /** Copies within both places at once, and compares each folder with its original. */
  async function expectBothRight(...places: Place[]): Promise<void> {
    const ends = await Promise.all(places.map((place) => runMigrator(copyArguments(place))));
    for (const [at, { code, stderr, result }] of ends.entries()) {
      const { old, new: fresh } = places[at] as Place;
      expect([stderr, code]).toEqual(['', 0]);
      expect(compareTrees(old, join(fresh, result.folder ?? 'none')).differences).toEqual([]);
    }
    for (const place of places) expect(staged(place)).toEqual([]);
  }

  it('into one home are both right', async () => {
    const [first, second] = [one as Place, other as Place];
    await expectBothRight(first, { ...second, new: first.new });
    expect(published(first)).toHaveLength(2);
  });

  it('out of one home are both right', async () => {
    const [first, second] = [one as Place, other as Place];
    await expectBothRight(first, { ...second, old: first.old });
    expect([published(first), published(second)].map((folders) => folders.length)).toEqual([1, 1]);
  });
});

describe.skipIf(!isRoot)('as the one user that both accounts share, without root', () => {
  it('the copy equals the original, and nothing needs a capability', async () => {
    const place = makePlace();
    try {
      fillWithTorture(place.old, SMALL);
      rmSync(join(place.old, 'special'), { recursive: true });
      execFileSync('chown', ['-hR', `${NEW}:${NEW}`, place.old]);
      execFileSync('chmod', ['-R', 'u+rwX', place.old]);
      lchownSync(place.old, NEW, NEW);
      chmodSync(place.old, 0o700);
      const noPrivileges = ['setpriv', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--clear-groups'];
      const through = [...noPrivileges, `--reuid=${NEW}`, `--regid=${NEW}`];
      const ended = await runMigrator(copyArguments(place), { through });
      expect([ended.stderr, ended.code]).toEqual(['', 0]);
      const rules = { ...RULES, aclUser: null, leftOut: ['socket' as const] };
      expect(compareTrees(place.old, join(place.new, ended.result.folder ?? 'none'), rules).differences).toEqual([]);
      expect(spawnSync('find', [place.new, '!', '-uid', `${NEW}`], { encoding: 'utf8' }).stdout).toBe('');
    } finally {
      removePlace(place);
    }
  });
});
