import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckReport, HomeReport } from '#lib/migrations/check-report.ts';
import { pathsBelow, statOf } from '../testing/home-contents.ts';
import { fillWithEverything, isRoot, makePlace, NEW, OLD, type Place } from '../testing/homes.ts';
import { type Ended, runMigrator } from '../testing/run-migrator.ts';

const RUN = '01890000-0000-7000-8000-000000000001';
let place: Place;

const check = (...args: string[]): Promise<Ended> => runMigrator(['--kind', 'check', ...args]);
const pair = (...more: string[]): string[] => [
  ...['--old-home', place.old, '--new-home', place.new, '--owner', `${NEW}:${NEW}`],
  ...['--old-user', 'alice', '--new-user', 'bob', ...more],
];

function reportOf({ lines, stderr }: Ended): CheckReport {
  const reports = lines.filter((line) => line.type === 'report');
  const [report] = reports;
  if (!report || reports.length > 1) throw new Error(`${reports.length} reports. ${stderr}`);
  return report.report;
}
async function oldReport(...more: string[]): Promise<HomeReport> {
  const { old } = reportOf(await check(...pair(...more)));
  if (!old) throw new Error('No report of the old home.');
  return old;
}
function fill(files: Readonly<Record<string, string | number>>, home = place.old): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), typeof content === 'number' ? Buffer.alloc(content, 'x') : content);
  }
}
/** Paths with all that can be told of them, access times included; but for links, which looking at changes. Lists no folder, since that is access too. */
const fingerprint = (home: string, paths: readonly string[]): string[] =>
  paths
    .map((path) => ({ path, stat: statOf(home, path) }))
    .map(({ path, stat }) =>
      [path, stat.mode, stat.uid, stat.gid, stat.size, stat.nlink, stat.ino, stat.mtimeNs, stat.ctimeNs]
        .concat(stat.isSymbolicLink() ? [] : [stat.atimeNs])
        .map(String)
        .join(' '),
    );
/** Makes every access older than the last change, so that the next one would show. */
function age(home: string, paths: readonly string[]): void {
  for (const path of paths) {
    const at = Buffer.from(`${home}/${path}`, 'latin1');
    if (!lstatSync(at).isSymbolicLink()) utimesSync(at, 1_000_000, 2_000_000);
  }
}

describe.skipIf(!isRoot)('a check of a home with one of everything', () => {
  let server: Server;
  let ended: Ended;
  let before: string[];
  let homes: Map<string, string[]>;
  const now = () => [...homes].flatMap(([home, paths]) => fingerprint(home, paths));

  beforeAll(async () => {
    place = makePlace();
    server = await fillWithEverything(place.old);
    fill({ '.ssh/id_rsa': 'key', 'work/.venv/pyvenv.cfg': 'home = /usr/bin\nversion = 3.12.1\n' });
    fill({ mine: 'x', '.rehome-not-ours/marker.json': '{}' }, place.new);
    homes = new Map([place.old, place.new].map((home) => [home, pathsBelow(home)]));
    for (const [home, paths] of homes) age(home, paths);
    before = now();
    ended = await check(...pair());
  });
  afterAll(() => {
    server.close();
    place.remove();
  });

  it('ends with 0, one report before the result, and no folder', () => {
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(ended.lines.slice(-2).map(({ type }) => type)).toEqual(['report', 'result']);
    expect(ended.result).toMatchObject({ kind: 'check', folder: null, folderState: 'none', path: null, notes: [] });
    expect(ended.result.oldHome).toMatchObject({ uid: OLD });
    expect(ended.stdout).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('changes nothing in either home, access times of files and folders included', () => {
    expect(now()).toEqual(before);
    expect([...homes].map(([home]) => pathsBelow(home))).toEqual([...homes.values()]);
  });

  it('counts what is there', () => {
    const stats = pathsBelow(place.old).map((path) => statOf(place.old, path));
    const inodes = new Map(stats.map((stat) => [stat.ino, stat]));
    const sum = (sizes: bigint[]) => Number(sizes.reduce((a, b) => a + b, 0n));
    expect(reportOf(ended).old).toMatchObject({
      ...{ uid: OLD, gid: OLD, mode: 0o755 },
      files: stats.filter((stat) => !stat.isDirectory()).length,
      folders: stats.filter((stat) => stat.isDirectory()).length,
      links: stats.filter((stat) => stat.isSymbolicLink()).length,
      bytes: sum([...inodes.values()].map((stat) => (stat.isFile() ? stat.size : 0n))),
      bytesOnDisk: sum([...inodes.values()].map((stat) => stat.blocks * 512n)),
      ...{ sockets: 1, devices: 1, fifos: 1, hardLinks: 5, setId: 4, withAcl: 2, depth: 40 },
      longestPath: Math.max(...pathsBelow(place.old).map((path) => path.length)),
      unreadable: { count: 0, first: [] },
    });
    const { totalFiles, totalBytes } = ended.result;
    expect([totalFiles, totalBytes]).toEqual([
      stats.filter((s) => !s.isDirectory()).length - 2,
      reportOf(ended).old?.bytes,
    ]);
  });

  it('needs as many files and inodes as the copy then makes', async () => {
    const { needed } = reportOf(ended);
    const copied = await runMigrator(pair());
    expect(copied.result).toMatchObject({ exitCode: 0, files: needed?.files });
    const copy = join(place.new, copied.result.folder ?? '');
    const inodes = new Set(pathsBelow(copy).map((path) => statOf(copy, path).ino));
    // The receipt and the notes are two more.
    expect(inodes.size - 2).toBe(needed?.inodes);
  });

  it('knows earlier copies in the new home by their names', async () => {
    const { new: fresh } = reportOf(await check('--new-home', place.new));
    const complete = fresh?.rehome.find(({ state }) => state === 'complete');
    expect(complete).toMatchObject({ name: expect.stringMatching(/^migrated-alice-/), run: null });
    expect(complete?.files).toBeGreaterThan(2000);
  });
});

describe('a check', () => {
  beforeEach(() => {
    place = makePlace();
  });
  afterEach(() => place.remove());

  it.each(['old', 'new'] as const)('of the %s home alone says nothing of another', async (which) => {
    fill({ 'a/b': 10 }, place[which]);
    const ended = await check(`--${which}-home`, place[which]);
    expect([ended.code, ended.result.totalFiles, ended.result.totalBytes]).toEqual([0, 1, 10]);
    const report = reportOf(ended);
    expect(report).toMatchObject({
      old: null,
      new: null,
      owner: null,
      needed: null,
      [which]: { files: 1, folders: 2 },
    });
    expect(report.room === null).toBe(which === 'old');
  });

  it('ends as a copy would where a home is missing or unsafe', async () => {
    symlinkSync(place.old, join(place.root, 'link'));
    const codes = [
      await check('--old-home', join(place.root, 'none'), '--new-home', place.new),
      await check('--old-home', place.old, '--new-home', join(place.root, 'none')),
      await check('--old-home', join(place.root, 'link')),
      await check('--old-home', place.old, '--new-home', place.old),
    ].map(({ code }) => code);
    expect(codes).toEqual([4, 5, 10, 10]);
  });

  it('refuses a pattern that is none, and names it', async () => {
    const { code, result } = await check(...pair('--exclude', 'a\\b', '--exclude', '@cache'));
    expect(code).toBe(2);
    expect(result.message).toMatch(/“a\\b” has a backslash.*“@cache” is no preset/);
  });

  it('names the largest folders, each with all below it, three levels deep', async () => {
    fill({ 'a/b/c/d/e': 4000, 'a/b/x': 1000, 'z/y': 2000, top: 9000 });
    expect((await oldReport()).largest).toEqual([
      { path: 'a', files: 2, bytes: 5000 },
      { path: 'a/b', files: 2, bytes: 5000 },
      { path: 'a/b/c', files: 1, bytes: 4000 },
      { path: 'z', files: 1, bytes: 2000 },
    ]);
  });

  it('tells links that leave the home from those that lead into it by an absolute path', async () => {
    mkdirSync(join(place.old, 'in'));
    const links = {
      'in/up': '../../other',
      data: '/datasets/x',
      'in/fine': '../in/./x',
      own: `${place.old}/in`,
      usual: '/home/alice/in',
      near: '/home/alice2',
    };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(place.old, name));
    const { leaving, absolute } = await oldReport();
    expect(leaving).toEqual({
      count: 3,
      first: [
        { path: 'data', detail: '/datasets/x' },
        { path: 'in/up', detail: '../../other' },
        { path: 'near', detail: '/home/alice2' },
      ],
    });
    expect(absolute.first.map(({ path }) => path)).toEqual(['own', 'usual']);
  });

  it('finds environments and kernels with paths of the old home, and is fooled by nothing that looks like one', async () => {
    const kernel = (...argv: unknown[]) => JSON.stringify({ argv });
    const kernels = '.local/share/jupyter/kernels';
    fill({
      'work/.venv/pyvenv.cfg': 'home = /usr/bin\nversion = 3.12.1\n',
      'conda/envs/science/conda-meta/history': '',
      [`${kernels}/mine/kernel.json`]: kernel('/home/alice/work/.venv/bin/python', '-m', 'ipykernel'),
      [`${kernels}/image/kernel.json`]: kernel('/opt/conda/bin/python'),
      [`${kernels}/broken/kernel.json`]: '{"argv": 3',
      [`${kernels}/null/kernel.json`]: 'null',
      [`${kernels}/huge/kernel.json`]: kernel('/home/alice/python', 'x'.repeat(100_000)),
      'elsewhere/kernel.json': kernel('/home/alice/python'),
      'not/conda-meta': '',
    });
    mkdirSync(join(place.old, 'fifo'));
    execFileSync('mkfifo', [join(place.old, 'fifo', 'pyvenv.cfg')]);
    mkdirSync(join(place.old, 'link'));
    symlinkSync('../work/.venv/pyvenv.cfg', join(place.old, 'link', 'pyvenv.cfg'));
    expect((await oldReport()).environments).toEqual({
      count: 3,
      first: [
        { path: `${kernels}/mine`, detail: 'Kernel that starts /home/alice/work/.venv/bin/python' },
        { path: 'conda/envs/science', detail: 'Conda environment' },
        { path: 'work/.venv', detail: 'Virtual environment of Python 3.12.1' },
      ],
    });
  });

  it('names secrets, a folder of them once', async () => {
    fill({ '.ssh/id_rsa': '', '.ssh/config': '', 'work/.netrc': '', 'server.pem': '', 'x/cacert.pem': '' });
    expect((await oldReport()).secrets).toEqual({
      count: 3,
      first: [
        { path: '.ssh/', detail: '.ssh/' },
        { path: 'server.pem', detail: '/*.pem' },
        { path: 'work/.netrc', detail: '.netrc' },
      ],
    });
  });

  it('says what each exclude saves, and what a copy needs with all of them', async () => {
    fill({ '.cache/a': 10_000, '.cache/b/c': 10_000, 'x.tmp': 5000, keep: 3000 });
    const ended = await check(...pair('--exclude', '@caches', '--exclude', '*.tmp'));
    const { old, needed } = reportOf(ended);
    expect(old?.savings).toEqual([
      { exclude: '@caches', files: 2, bytes: 20_000 },
      { exclude: '@trash', files: 0, bytes: 0 },
      { exclude: '@environments', files: 0, bytes: 0 },
      { exclude: '@secrets', files: 0, bytes: 0 },
      { exclude: '*.tmp', files: 1, bytes: 5000 },
    ]);
    expect(needed).toMatchObject({ files: 1, inodes: 2, fits: true });
  });

  it('saves a hard-linked file only where all its names are left out', async () => {
    fill({ '.conda/pkgs/lib': 10_000, 'work/x': 1 });
    linkSync(join(place.old, '.conda/pkgs/lib'), join(place.old, 'work/lib'));
    const one = reportOf(await check(...pair('--exclude', '@caches')));
    expect(one.old?.savings[0]).toEqual({ exclude: '@caches', files: 1, bytes: 0 });
    expect(one.needed).toMatchObject({ files: 2, inodes: 5 });
    const both = reportOf(await check(...pair('--exclude', '@caches', '--exclude', 'lib')));
    expect(both.old?.savings.at(-1)).toEqual({ exclude: 'lib', files: 2, bytes: 10_000 });
    expect(both.needed).toMatchObject({ files: 1, inodes: 4 });
  });

  it('says of staging whose it is where it is ours, and believes nobody else', async () => {
    const marker = JSON.stringify({ run: RUN, oldUser: 'alice' });
    fill({ [`.rehome-${RUN}/marker.json`]: marker, [`.rehome-${RUN}/tree/a`]: 5000 }, place.new);
    fill({ '.rehome-forged/marker.json': marker, 'migrated-x/a': 7 }, place.new);
    writeFileSync(join(place.new, 'migrated-no-folder'), '');
    chmodSync(join(place.new, '.rehome-forged'), 0o777);
    if (isRoot) chownSync(join(place.new, '.rehome-forged'), NEW, NEW);
    const { new: fresh } = reportOf(await check(...pair()));
    const bytes = marker.length;
    expect(fresh?.rehome).toEqual([
      { name: `.rehome-${RUN}`, state: 'partial', run: RUN, oldUser: 'alice', files: 2, bytes: 5000 + bytes },
      { name: '.rehome-forged', state: 'partial', run: null, oldUser: null, files: 1, bytes },
      { name: 'migrated-x', state: 'complete', run: null, oldUser: null, files: 1, bytes: 7 },
    ]);
  });

  it.skipIf(!isRoot)('as a user who may not read everything, lists what they may not', async () => {
    fill({ closed: 'x', 'folder/in': 'x', open: 'x' });
    chmodSync(join(place.old, 'closed'), 0o600);
    chmodSync(join(place.old, 'folder'), 0o700);
    const ended = await runMigrator(['--kind', 'check', '--old-home', place.old], { as: NEW });
    expect(reportOf(ended).old?.unreadable).toEqual({
      count: 2,
      first: [
        { path: 'closed', detail: 'EACCES' },
        { path: 'folder', detail: 'EACCES' },
      ],
    });
  });

  it('keeps its line below 256 KB whatever the names are, and still counts all', async () => {
    const long = '\u0001'.repeat(200);
    for (let number = 0; number < 150; number++) {
      const folder = join(place.old, `${number}-${long}`);
      mkdirSync(join(folder, '.ssh'), { recursive: true });
      for (const name of ['a', 'b', 'c']) symlinkSync(`/${name}${'é'.repeat(1000)}`, join(folder, name));
    }
    const ended = await check(...pair());
    expect(Math.max(...ended.stdout.split('\n').map((line) => line.length))).toBeLessThan(256 * 1024);
    const { old } = reportOf(ended);
    expect([old?.leaving.count, old?.secrets.count]).toEqual([450, 150]);
    expect(old?.leaving.first.length).toBeGreaterThan(10);
    expect(readdirSync(place.old)).toHaveLength(150);
  });
});
