import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStaticDirectory } from './static-directory.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rehome-people-'));
  file = join(folder, 'people.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

const GOOD = `
- { username: rachel, displayName: Rachel Adams, uid: 1001 }
- username: bob
`;

test('the people of the file are found, and nobody else exists', async () => {
  await writeFile(file, GOOD);
  const directory = await createStaticDirectory(file);
  expect(directory.complete).toBe(true);
  expect(await directory.find('rachel')).toEqual({ username: 'rachel', displayName: 'Rachel Adams', uid: 1001 });
  expect(await directory.search('bo', 5)).toEqual([{ username: 'bob', displayName: null, uid: null }]);
  expect(await directory.find('eve')).toBeUndefined();
});

test('the file may be JSON, and may be empty of people', async () => {
  await writeFile(file, '[{"username": "李明", "uid": 7}]');
  expect(await (await createStaticDirectory(file)).find('李明')).toMatchObject({ uid: 7 });
  await writeFile(file, '[]');
  expect(await (await createStaticDirectory(file)).search('', 5)).toEqual([]);
});

test('a change of the file is seen by the next search', async () => {
  await writeFile(file, GOOD);
  const directory = await createStaticDirectory(file);
  const next = join(folder, 'next');
  await writeFile(next, GOOD.replace('bob', 'eve'));
  await utimes(next, 1, 1);
  await rename(next, file);
  expect((await directory.search('', 5)).map(({ username }) => username)).toEqual(['eve', 'rachel']);
});

test('every problem of the file is listed, with its place and line', async () => {
  await writeFile(
    file,
    `
- { username: "a/b", uid: -1 }
- { displayName: Nobody, uid: x }
- { username: 7, mail: a@b }
- { username: ok }
- rachel
`,
  );
  await expect(createStaticDirectory(file)).rejects.toMatchObject({
    code: 'invalid',
    problems: [
      { path: '[0].username', line: 2, message: 'A username cannot contain a slash.' },
      { path: '[0].uid', line: 2, message: 'must not be negative' },
      { path: '[1].username', line: 3, message: 'is missing' },
      { path: '[1].uid', line: 3, message: 'must be a whole number' },
      { path: '[2].username', line: 4, message: 'must be text' },
      { path: '[2].mail', line: 4, message: 'unknown key; known here: username, displayName, uid' },
      { path: '[4]', line: 6, message: 'must be a section with keys' },
    ],
  });
});

test('a username that is there twice is a problem', async () => {
  await writeFile(file, '- username: a\n- username: b\n- username: a\n');
  await expect(createStaticDirectory(file)).rejects.toThrow('[2].username: is there twice (line 3)');
});

test.each([
  ['is missing', undefined, 'there is no such file'],
  ['is a map', 'username: a', 'must be a list'],
  ['is no YAML', '[', 'is not valid YAML'],
])('a file that %s says so', async (_name, text, words) => {
  if (text !== undefined) await writeFile(file, text);
  await expect(createStaticDirectory(file)).rejects.toThrow(words);
});

test('while the file is broken a search says what is wrong, and once mended it works again', async () => {
  await writeFile(file, GOOD);
  const directory = await createStaticDirectory(file);
  await writeFile(file, '- usrname: bob\n');
  await expect(directory.search('', 5)).rejects.toThrow('[0].username: is missing (line 1)');
  await rm(file);
  await expect(directory.find('bob')).rejects.toThrow('there is no such file');
  await writeFile(file, GOOD);
  expect(await directory.find('bob')).toMatchObject({ username: 'bob' });
});
