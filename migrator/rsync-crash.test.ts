import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyArguments, isRoot, makePlace, makeProgram, type Place, published, staged } from './testing/homes.ts';
import { runMigrator } from './testing/run-migrator.ts';
import { compareTrees, fillWithTorture, removePlace } from './testing/torture/torture-home.ts';

const CRASHES = [
  ['crashes at once', 'echo "rsync: inflate returned -3" >&2; kill -SEGV $$', /SEGV.*inflate returned -3/],
  ['crashes after it did its work', 'rsync "$@" >/dev/null; kill -ABRT $$', /ABRT/],
  [
    'loses its other half',
    'rsync "$@" >/dev/null; echo "rsync: connection unexpectedly closed (0 bytes received so far)" >&2; exit 12',
    /12.*connection unexpectedly closed/,
  ],
] as const;

// Only root can make the home.
describe.skipIf(!isRoot)('an rsync that crashes', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
    fillWithTorture(place.old, { levels: 0, many: 100, huge: false });
  });
  afterEach(() => removePlace(place));

  it.each(CRASHES)(
    '%s: is reported in its words, nothing is published, and a resume completes',
    async (_, script, words) => {
      const wrapped = `PATH="\${PATH#*:}"; if [ "$1" = --version ]; then exec rsync --version; fi\n${script}`;
      const path = makeProgram(join(place.root, 'bin'), 'rsync', wrapped);
      const { code, result } = await runMigrator(copyArguments(place), { path });
      expect([code, result.folderState, result.staging]).toEqual([6, 'partial', staged(place)[0]]);
      expect(result.message).toMatch(words);
      expect(published(place)).toEqual([]);
      const resumed = await runMigrator(copyArguments(place, '--resume', staged(place)[0] ?? ''));
      expect([resumed.stderr, resumed.code]).toEqual(['', 0]);
      expect(compareTrees(place.old, join(place.new, resumed.result.folder ?? 'none')).differences).toEqual([]);
      expect([published(place), staged(place)]).toEqual([[resumed.result.folder], []]);
    },
  );
});
