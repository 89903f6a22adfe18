import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  copyArguments,
  fillSlowly,
  isRoot,
  makePlace,
  makeProgram,
  NEW,
  type Place,
  published,
  SLOWLY,
  staged,
} from './testing/homes.ts';
import { type Ended, type Options, runMigrator, startMigrator } from './testing/run-migrator.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
  writeFileSync(join(place.old, 'a'), 'content');
});
afterEach(() => place.remove());

const copy = (options?: Options, ...more: string[]): Promise<Ended> =>
  runMigrator(copyArguments(place, ...more), options);
const between = (old: string, fresh: string, owner = `${NEW}:${NEW}`): Promise<Ended> =>
  runMigrator(['--old-home', old, '--new-home', fresh, '--owner', owner]);

/** A failure leaves nothing that looks finished, says one sentence on stderr and the same in its result. */
function expectFailure(ended: Ended, code: number, message: RegExp, state: 'none' | 'partial' = 'none'): void {
  expect([ended.code, ended.result.exitCode]).toEqual([code, code]);
  expect(ended.result.message).toMatch(message);
  expect(ended.stderr).toContain(ended.result.message);
  expect(ended.result.folderState).toBe(state);
  expect(published(place)).toEqual([]);
  expect(staged(place)).toHaveLength(state === 'none' ? 0 : 1);
}

describe('arguments', () => {
  it.each([
    [[], /--old-home is missing/],
    [['--old-home'], /argument missing/],
    [['--nonsense'], /Unknown option '--nonsense'/],
    [['copy', 'more'], /Unexpected argument "more"/],
    [['discombobulate'], /no command "discombobulate"/],
    [
      ['locate', '--volume', '/', '--old-path', '../x', '--new-path', 'b', '--owner', 'fromHome'],
      /--old-path must be a path inside/,
    ],
    [
      ['locate', '--volume', '/', '--old-path', '/x', '--new-path', 'b', '--owner', 'fromHome'],
      /--old-path must be a path inside/,
    ],
    [['--old-home', '/a', '--new-home', '/b', '--owner', 'bob'], /--owner must be UID:GID/],
    [['--old-home', '/a', '--new-home', '/b', '--owner', '4294967295:1'], /not a user and group id/],
    [['--old-home', '/a', '--new-home', '/b', '--owner', '1:1', '--run', '../x'], /--run must be a UUID/],
    [
      ['--old-home', '/a', '--new-home', '/b', '--owner', '1:1', '--folder', 'migrated-a/../b'],
      /--folder must begin with/,
    ],
    [['--old-home', '/a', '--new-home', '/b', '--owner', '1:1', '--set-id', 'maybe'], /--set-id must be/],
    [['--old-home', '/a', '--new-home', '/b', '--owner', '1:1', '--volume', '/'], /--volume is not for copy/],
  ])('%j end with 2, a sentence and the usage', async (args, message) => {
    const ended = await runMigrator(args);
    expectFailure(ended, 2, message);
    expect(ended.stderr).toContain('Usage:');
  });
});

describe('homes', () => {
  it('4: no old home; 5: no new home', async () => {
    expectFailure(await between(join(place.root, 'none'), place.new), 4, /old home does not exist/);
    expectFailure(await between(place.old, join(place.root, 'none')), 5, /new home does not exist/);
  });

  it('10: a home that is a link or a file (defect H3)', async () => {
    symlinkSync(place.old, join(place.root, 'link'));
    expectFailure(await between(`${join(place.root, 'link')}/`, place.new), 10, /old home.* is a link or not a folder/);
    expectFailure(await between(place.old, join(place.root, 'link')), 10, /new home.* is a link or not a folder/);
    expectFailure(await between(join(place.old, 'a'), place.new), 10, /old home.* is a link or not a folder/);
  });

  it('10: the same home twice, or one inside the other (defect G2)', async () => {
    mkdirSync(join(place.old, 'inner', 'most'), { recursive: true });
    expectFailure(await between(place.old, place.old), 10, /same folder/);
    expectFailure(await between(place.old, join(place.old, 'inner', 'most')), 10, /new home lies inside the old/);
    expectFailure(await between(join(place.old, 'inner', 'most'), place.old), 10, /old home lies inside the new/);
  });

  it('10: root as owner, by number', async () => {
    expectFailure(await between(place.old, place.new, '0:0'), 10, /belong to root.*homes\.owner/);
  });

  it.skipIf(!isRoot)('10: root as owner, from either home', async () => {
    for (const home of [place.new, place.old]) {
      chownSync(home, 0, 0);
      expectFailure(await between(place.old, place.new, 'fromHome'), 10, /home belongs to root.*homes\.owner/);
      chownSync(home, NEW, NEW);
    }
  });
});

describe.skipIf(!isRoot)('rsync and what it meets', () => {
  it('6: rsync is not installed', async () => {
    expectFailure(await copy({ onlyPath: join(place.root, 'empty') }), 6, /rsync is not installed/);
  });

  it('6: an rsync older than 3.5.0 is refused; with --allow-old-rsync it is used and called unsafe', async () => {
    const old = makeProgram(
      join(place.root, 'bin'),
      'rsync',
      `if [ "$1" = --version ]; then echo "rsync  version 3.4.1  protocol version 32"; else PATH=\${PATH#*:} exec rsync "$@"; fi`,
    );
    expectFailure(await copy({ path: old }), 6, /rsync 3\.4\.1 can be led out of a home/);
    const allowed = await copy({ path: old }, '--allow-old-rsync');
    expect(allowed.code).toBe(0);
    const warning = allowed.lines.find((line) => line.type === 'log');
    expect(warning).toMatchObject({ level: 'warning', message: expect.stringContaining('UNSAFE: rsync 3.4.1') });
  });

  const wrapped = (script: string): string =>
    makeProgram(
      join(place.root, 'bin'),
      'rsync',
      `PATH="\${PATH#*:}"; if [ "$1" = --version ]; then exec rsync --version; fi\n${script}`,
    );

  it('6: rsync fails, and says why', async () => {
    const path = wrapped('echo "rsync: [receiver] read error: Input/output error (5)" >&2; exit 11');
    expectFailure(await copy({ path }), 6, /rsync ended with 11: .*Input\/output error/, 'partial');
  });

  it('6: an rsync that hangs, as it does on a file swapped for a FIFO, is ended', async () => {
    const path = wrapped(`mkfifo '${place.root}/fifo'; exec cat '${place.root}/fifo'`);
    expectFailure(await copy({ path }, '--hung-after', '1'), 6, /rsync hung/, 'partial');
  });

  it('8: a full disk in the middle, told by rsync', async () => {
    const path = wrapped('echo "rsync: [receiver] write failed on \\"x\\": Disk quota exceeded (122)" >&2; exit 11');
    expectFailure(await copy({ path }), 8, /quota of the new home is reached/, 'partial');
  });

  it.each([
    ['a file that is cut short', 'truncate -s 3 a', /“a”: size/],
    ['a file that is missing', 'rm a', /“a”: is missing/],
    ['a file too many', 'touch b', /“b”: is in the copy only/],
    ['a changed mode', 'chmod 777 a', /“a”: mode/],
    ['a link in place of a file', 'ln -sf x a', /“a”: type/],
  ])('9: the copy has %s', async (_, damage, message) => {
    const path = wrapped(`rsync "$@"; cd /proc/self/fd/4/ && ${damage}`);
    expectFailure(await copy({ path }), 9, message, 'partial');
  });

  it('9: a change of the old home does not excuse that a file beside it is missing', async () => {
    const path = wrapped(`rsync "$@"; cd /proc/self/fd/4/ && rm a && touch '${place.old}/newcomer'`);
    expectFailure(await copy({ path }), 9, /“a”: is missing/, 'partial');
  });

  it('7: an export that squashes root is found before anything is copied', async () => {
    const through = ['setpriv', '--bounding-set', '-chown', '--inh-caps', '-chown'];
    expectFailure(await copy({ through }), 7, /export squashes root/);
  });

  it('6: a staging folder of this run is there already, and stays', async () => {
    const run = '01890000-0000-7000-8000-000000000000';
    mkdirSync(join(place.new, `.rehome-${run}`));
    const ended = await copy({}, '--run', run);
    expect([ended.code, ended.result.folderState]).toEqual([6, 'none']);
    expect(readdirSync(place.new)).toEqual([`.rehome-${run}`]);
  });
});

describe('the migrator itself', () => {
  it('3: refuses to start without koffi, in its own words', async () => {
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) { if (name === 'koffi') throw new Error('no koffi'); return next(name, context); } });`;
    const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
    expectFailure(await copy({ nodeArguments }), 3, /cannot start without koffi/);
  });

  it.skipIf(!isRoot)('1: a crash is told as one, with what is known of the run', async () => {
    fillSlowly(place.old);
    const hook = `process.on('SIGUSR2', () => { throw new Error('boom'); });`;
    const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
    const running = startMigrator(copyArguments(place, ...SLOWLY), { nodeArguments });
    running.child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('"copying"')) running.child.kill('SIGUSR2');
    });
    expectFailure(await running.ended, 1, /crashed: boom/, 'partial');
  });
});

describe.skipIf(!isRoot)('without root', () => {
  it('0: copies where the owner is the runner, and notes what it may not read', async () => {
    for (const name of ['mine', 'closed']) writeFileSync(join(place.old, name), name);
    mkdirSync(join(place.old, 'private'));
    writeFileSync(join(place.old, 'private', 'x'), 'x');
    for (const path of ['mine', 'private/x', 'private', '']) chownSync(join(place.old, path), NEW, NEW);
    chmodSync(join(place.old, 'closed'), 0o600);
    chmodSync(join(place.old, 'mine'), 0o640);
    const theirs = join(place.old, 'theirs');
    mkdirSync(theirs, { mode: 0o700 });
    writeFileSync(join(theirs, 'y'), 'y');
    const ended = await copy({ as: NEW });
    expect([ended.stderr, ended.code]).toEqual(['', 0]);
    expect(ended.result.notes).toEqual([
      { kind: 'unreadable', count: 2, samples: expect.arrayContaining(['closed', 'theirs']) },
    ]);
    expect(readdirSync(join(place.new, published(place)[0] ?? '')).sort()).toEqual(
      ['REHOME-NOTES.txt', 'REHOME-RECEIPT.txt', 'a', 'mine', 'private', 'theirs'].sort(),
    );
  });

  it('0: a home that is closed to writing is copied too', async () => {
    chownSync(place.old, NEW, NEW);
    chmodSync(place.old, 0o555);
    const ended = await copy({ as: NEW });
    expect([ended.stderr, ended.code]).toEqual(['', 0]);
    expect(ended.result.notes).toEqual([{ kind: 'attributeLost', count: 1, samples: ['.'] }]);
  });

  it('7: another owner than the runner is refused before anything is copied', async () => {
    const ended = await runMigrator(['--old-home', place.old, '--new-home', place.new, '--owner', '1:1'], { as: NEW });
    expectFailure(ended, 7, /does not run as root/);
  });
});
