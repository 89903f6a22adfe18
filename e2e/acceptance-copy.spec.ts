import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { makeHome } from '../proof/kill/homes.ts';
import { type Site, startSite } from '../proof/site.ts';
import { until } from '../proof/until.ts';

const FILES = 40;
const FILE_BYTES = 100_000;
/** The copy of that takes 4 s, so that it can be stopped half-way. */
const SLOWLY = { limits: { bandwidth: '1M' } };

let site: Site;
test.beforeAll(async () => {
  site = await startSite({
    server: 'built',
    usernames: ['odd.old', 'odd.new', 'half.old', 'half.new'],
    sections: SLOWLY,
  });
});
test.afterAll(() => site?.environment.stop());

const start = async (oldUser: string, newUser: string): Promise<string> => {
  const started = await site.call('startMigration', { oldUser, newUser });
  return started.ok ? started.value.id : JSON.stringify(started);
};
const ended = (id: string) =>
  until(`run ${id} has ended`, async () => [await site.run(id)].find(({ endedAt }) => endedAt !== null), 45_000);

/** Owner, mode and time of everything in a folder, in order; links are not followed. */
function factsBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return ['.', ...names].map((name) => {
    const { uid, gid, mode, mtimeNs, size } = lstatSync(join(folder, name), { bigint: true });
    return [name, uid, gid, mode, mtimeNs, size].join(' ');
  });
}

test('acceptance 4: odd entries end as done with notes, and the old home and what its links lead to stay as they are', async () => {
  const homes = site.environment.homesDir;
  const [home, elsewhere] = [join(homes, 'odd.old'), join(homes, 'elsewhere')];
  makeHome(homes, 'odd.old', 3);
  makeHome(homes, 'odd.new', 1);
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'other people’s'), 'theirs', { mode: 0o640 });
  symlinkSync('not/there', join(home, 'dangling'));
  symlinkSync(join(elsewhere, 'other people’s'), join(home, 'absolute'));
  symlinkSync('/etc/hostname', join(home, 'out'));
  writeFileSync(join(home, 'with spaces'), 'a');
  writeFileSync(join(home, 'größe-文件'), 'b');
  writeFileSync(join(home, 'two\nlines'), 'c');
  writeFileSync(join(home, 'unreadable'), 'd', { mode: 0o000 });
  expect(spawnSync('mkfifo', [join(home, 'fifo')]).status).toBe(0);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(home, 'socket'), resolve));
  if (process.getuid?.() === 0)
    for (const name of readdirSync(home))
      if (lstatSync(join(home, name)).isFile()) chownSync(join(home, name), 20_000, 20_000);
  const facts = () => [factsBelow(home), factsBelow(elsewhere)];
  const before = facts();
  try {
    const { status, code, notes, result, explanation } = await ended(await start('odd.old', 'odd.new'));
    expect([status, code]).toEqual(['succeeded_with_notes', 'RH-001']);
    expect(notes.map(({ kind }) => kind)).toContain('socket');
    expect(explanation?.headline).toBe('Done, with notes');
    const copy = join(homes, 'odd.new', result?.folder ?? '');
    const wanted = ['absolute', 'dangling', 'fifo', 'größe-文件', 'out', 'two\nlines', 'with spaces'];
    expect(readdirSync(copy)).toEqual(expect.arrayContaining(wanted));
    expect(readdirSync(copy)).not.toContain('socket');
    expect(facts()).toEqual(before);
  } finally {
    server.close();
  }
});

const sumOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test('acceptance 6: stopped half-way and resumed, no file that was right is copied again, and all are as the originals', async () => {
  const homes = site.environment.homesDir;
  const [oldHome, newHome] = [join(homes, 'half.old'), join(homes, 'half.new')];
  makeHome(homes, 'half.old', 1);
  makeHome(homes, 'half.new', 1);
  const names = Array.from({ length: FILES }, (_, at) => `${at}.bin`);
  for (const name of names) writeFileSync(join(oldHome, name), randomBytes(FILE_BYTES));
  const first = await start('half.old', 'half.new');
  const half = (FILES * FILE_BYTES) / 2;
  await until(
    'half of it is copied',
    async () => ((await site.run(first)).progress?.bytesDone ?? 0) >= half || undefined,
    30_000,
  );
  expect(await site.call('stopMigration', { runId: first })).toMatchObject({ ok: true });
  expect(await ended(first)).toMatchObject({ status: 'cancelled', folderState: 'partial' });
  const [staging = ''] = readdirSync(newHome).filter((name) => name.startsWith('.rehome-'));
  const tree = readdirSync(join(newHome, staging))
    .map((name) => join(newHome, staging, name))
    .find((path) => statSync(path).isDirectory() && readdirSync(path).some((name) => name.endsWith('.bin')));
  expect(tree).toBeDefined();
  const kept = names.filter((name) => isWhole(join(oldHome, name), join(tree ?? '', name)));
  expect(kept.length).toBeGreaterThan(FILES / 4);
  expect(kept.length).toBeLessThan(FILES);
  const written = new Map(kept.map((name) => [name, writingOf(join(tree ?? '', name))]));
  const resumed = await site.call('resumeMigration', { runId: first });
  const { status, result } = await ended(resumed.ok ? resumed.value.id : JSON.stringify(resumed));
  expect(status).toBe('succeeded');
  const copy = join(newHome, result?.folder ?? '');
  for (const name of names) expect(sumOf(join(copy, name))).toBe(sumOf(join(oldHome, name)));
  for (const [name, writing] of written) expect([name, writingOf(join(copy, name))]).toEqual([name, writing]);
});

/** Which inode it is, and when it was last written to or changed. */
function writingOf(file: string): string {
  const { ino, ctimeNs } = lstatSync(file, { bigint: true });
  return `${ino} ${ctimeNs}`;
}

/** Its time is set when all of it is there. */
function isWhole(original: string, copy: string): boolean {
  const [there, wanted] = [
    lstatSync(copy, { bigint: true, throwIfNoEntry: false }),
    lstatSync(original, { bigint: true }),
  ];
  return there?.mtimeNs === wanted.mtimeNs && there.size === wanted.size;
}
