import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyArguments, foldersIn, isRoot, makePlace, type Place, published, staged } from './testing/homes.ts';
import { type Ended, runMigrator } from './testing/run-migrator.ts';
import {
  changesBetween,
  compareTrees,
  fillWithTorture,
  inventory,
  removePlace,
} from './testing/torture/torture-home.ts';

/** What a pod has, and nothing else. */
const POD = ['chown', 'dac_override', 'fowner', 'fsetid'];
const POD_MASK = '000000000000001b';
const limited = (...capabilities: string[]): string[] => [
  ...['setpriv', '--no-new-privs', '--inh-caps=-all', '--bounding-set'],
  ['-all', ...capabilities.map((name) => `+${name}`)].join(','),
];

// Only root has capabilities to give up.
describe.skipIf(!isRoot)('with capabilities given up', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
    fillWithTorture(place.old, { levels: 0, many: 300, huge: false });
  });
  afterEach(() => removePlace(place));

  function expectCopied({ code, stderr, result }: Ended): void {
    expect([stderr, code]).toEqual(['', 0]);
    expect(compareTrees(place.old, join(place.new, result.folder ?? 'none')).differences).toEqual([]);
  }

  it('CHOWN, DAC_OVERRIDE, FOWNER and FSETID are enough for a copy that equals the original, and the rest of the system read-only', async () => {
    const readOnly = 'mount --bind "$0" "$0" && mount -o remount,bind,ro / && exec "$@"';
    const through = ['unshare', '--mount', 'sh', '-c', readOnly, place.root, ...limited(...POD)];
    const [command = '', ...rest] = [...through, 'sh', '-c', 'grep CapEff /proc/self/status; touch /read-only'];
    const { stdout, stderr } = spawnSync(command, rest, { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual([`CapEff:\t${POD_MASK}\n`, expect.stringContaining('Read-only file system')]);
    const before = inventory(place.old);
    expectCopied(await runMigrator(copyArguments(place), { through }));
    expect(changesBetween(before, inventory(place.old))).toEqual([]);
  });

  it('7, before anything is scanned or copied, where files may not be given away: as on an export that squashes root', async () => {
    const ended = await runMigrator(copyArguments(place), { through: limited(...POD.slice(1)) });
    expect([ended.code, ended.result.folderState]).toEqual([7, 'none']);
    expect(ended.result.message).toMatch(/squashes root/);
    expect(ended.lines.filter((line) => line.type === 'phase' && line.phase === 'copying')).toEqual([]);
    expect([published(place), staged(place), foldersIn(place.new, '')]).toEqual([[], [], []]);
  });
});
