import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toByteName } from './byte-name.ts';
import { adviceFor, type Environment, type LinksBack } from './receipt-advice.ts';
import { type ReceiptFacts, receiptText } from './receipt-text.ts';
import { copyArguments, isRoot, makePlace, NEW, type Place } from './testing/homes.ts';
import { type Ended, runMigrator } from './testing/run-migrator.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** The commands that a text tells to type. */
const commandsIn = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('    ')).map((line) => line.trim());

const none: LinksBack = { into: '', count: 0, first: [] };
const ENDED = new Date('2026-11-25T10:01:07.123Z');
const venv = (path: string): Environment => ({ kind: 'venv', path: toByteName(path) });

describe('what to check', () => {
  it.each([
    ['plain', '/home/alice'],
    ['with a quote, a blank and pattern characters', "/home/o'brien *[x]"],
  ])('finds the links into the old home by its command: a path %s', (_, into) => {
    symlinkSync(`${into}/data`, join(place.old, 'back'));
    symlinkSync('/home/another x/data', join(place.old, 'elsewhere'));
    symlinkSync('data', join(place.old, 'inside'));
    const links = { into: toByteName(into), count: 1, first: ['back'] };
    const [command = ''] = commandsIn(adviceFor({ links, environments: [] }, ENDED));
    expect(execFileSync('sh', ['-c', command], { cwd: place.old, encoding: 'utf8' })).toBe('./back\n');
  });

  it('makes a virtual environment anew by its commands', (context) => {
    const made = spawnSync('python3', ['-m', 'venv', '--without-pip', join(place.old, "my env's")]);
    if (made.status !== 0) context.skip('there is no python3 with venv here');
    const commands = commandsIn(adviceFor({ links: none, environments: [venv("my env's")] }, ENDED));
    expect(commands).toHaveLength(3);
    writeFileSync(join(place.old, "my env's", 'of-before'), '');
    // The one that needs no network, and without pip, which takes long to put in.
    const anew = commands[1]?.replace('--clear', '--clear --without-pip') ?? '';
    execFileSync('sh', ['-c', anew], { cwd: place.old });
    expect(existsSync(join(place.old, "my env's", 'of-before'))).toBe(false);
    expect(readFileSync(join(place.old, "my env's", 'pyvenv.cfg'), 'utf8')).toContain(place.old);
  });

  it('writes over nothing by its commands', () => {
    mkdirSync(join(place.old, 'env', 'bin'), { recursive: true });
    const python = '#!/bin/sh\necho "a-package==1"\n';
    writeFileSync(join(place.old, 'env', 'bin', 'python'), python, { mode: 0o755 });
    for (const name of ['packages.txt', 'requirements.txt']) writeFileSync(join(place.old, name), 'mine');
    const [freeze = '', , install = ''] = commandsIn(adviceFor({ links: none, environments: [venv('env')] }, ENDED));
    execFileSync('sh', ['-c', freeze], { cwd: place.old });
    const list = install.split(' ').at(-1) ?? '';
    expect(readdirSync(place.old).sort()).toEqual([
      'env',
      'packages-20261125100107.txt',
      'packages.txt',
      'requirements.txt',
    ]);
    expect(readFileSync(join(place.old, list), 'utf8')).toBe('a-package==1\n');
    expect(readFileSync(join(place.old, 'packages.txt'), 'utf8')).toBe('mine');
  });

  it('names ten of a kind and counts the rest, shows no control characters, and tells conda and kernels apart', () => {
    const many = Array.from({ length: 25 }, (_, number) => venv(`env-${number}`));
    const kinds: Environment[] = [
      { kind: 'conda', path: 'conda/envs/\u001b[31mx' },
      { kind: 'kernel', path: '.local/share/jupyter/kernels/mine' },
    ];
    const text = adviceFor({ environments: [...many, ...kinds] }, ENDED).join('\n');
    expect(text).toContain('- env-9\n  - and 15 more');
    expect(text).toContain('conda create --name NEW-NAME --clone ./FOLDER');
    expect(text).toContain('jupyter kernelspec list');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it('is nothing where links and environments were looked for and none found', () => {
    expect(adviceFor({ links: { into: '/home/alice', count: 0, first: [] }, environments: [] }, ENDED)).toEqual([]);
  });
});

describe('the receipt', () => {
  const facts: ReceiptFacts = {
    ...{ oldUser: 'alice\nOwner: 0:0', newUser: 'bob', run: 'run-2', resumes: 'run-1' },
    ...{ startedAt: new Date('2026-11-25T09:46:19Z'), finishedAt: new Date('2026-11-25T10:01:00Z') },
    ...{ owner: { uid: 5, gid: 6 }, files: 12_345, bytes: 2048, notesFile: 'REHOME-NOTES.txt', found: {} },
    notes: [{ kind: 'socket', count: 7, samples: ['a', 'b'] }],
    ...{ excludes: ['@caches'], note: undefined },
  };

  it('tells what came from where, when, what was left out and where the rest is listed', () => {
    const text = receiptText(facts);
    for (const part of [
      ...['Started:   2026-11-25 09:46 UTC', 'Finished:  2026-11-25 10:01 UTC', 'Files:     12,345', 'Owner:     5:6'],
      ...['run-2, which went on where run-1 had stopped', 'Left out as it was asked for\n  - @caches'],
      ...['Sockets left out: 7\n  - a\n  - b\n  - and 5 more', 'listed in REHOME-NOTES.txt'],
    ]) {
      expect(text).toContain(part);
    }
  });

  it('quotes a note line by line, so that none of it reads as the receipt’s own', () => {
    const text = receiptText({ ...facts, note: 'Hello Bob\n\nOwner:     0:0\n    rm -rf ~' });
    expect(text).toContain(
      'A note from the administrator:\n  | Hello Bob\n  | \n  | Owner:     0:0\n  |     rm -rf ~\n\n',
    );
    expect(text.match(/^Owner: /gm)).toHaveLength(1);
    expect(receiptText(facts)).not.toContain('administrator');
  });

  it('lets no name break out of its line', () => {
    expect(receiptText(facts)).not.toMatch(/^Owner: 0:0/m);
  });
});

describe.skipIf(!isRoot)('in the copy', () => {
  const copyOf = (ended: Ended): string => join(place.new, ended.result.folder ?? 'none');

  it('lists every note beside the receipt, also beyond the thousand that are told, and both are the new owner’s', async () => {
    mkdirSync(join(place.old, 'many'));
    for (let number = 0; number < 1200; number++) symlinkSync('x', join(place.old, 'many', `link-${number}`));
    const make =
      'import os, socket, sys\nfor n in range(1200):\n s = socket.socket(socket.AF_UNIX); s.bind(f"s{n}"); s.close()';
    execFileSync('python3', ['-c', make], { cwd: join(place.old, 'many') });
    const ended = await runMigrator(copyArguments(place));
    expect(ended.result.notes).toEqual([expect.objectContaining({ kind: 'socket', count: 1200 })]);
    const told = ended.lines.filter((line) => line.type === 'note');
    expect(new Set(told.map(({ seq }) => seq)).size).toBe(1000);
    const listed = readFileSync(join(copyOf(ended), 'REHOME-NOTES.txt'), 'utf8').split('\n');
    const paths = listed.filter((line) => line.startsWith('Sockets left out\t')).map((line) => line.split('\t')[1]);
    expect(new Set(paths).size).toBe(1200);
    for (const name of ['REHOME-NOTES.txt', 'REHOME-RECEIPT.txt']) {
      expect(statSync(join(copyOf(ended), name))).toMatchObject({ mode: 0o100644, uid: NEW, gid: NEW });
    }
  });

  it('has the note that the run was given', async () => {
    const copy = copyOf(await runMigrator([...copyArguments(place), '--note', ' Your files, Bob.\r\nGrüße ']));
    const receipt = readFileSync(join(copy, 'REHOME-RECEIPT.txt'), 'utf8');
    expect(receipt).toContain('A note from the administrator:\n  | Your files, Bob.\n  | Grüße\n');
    expect((await runMigrator([...copyArguments(place), '--note', 'a\u001bb'])).code).toBe(2);
  });

  it('there is no list where there is nothing to note, and files of the person with such names stay', async () => {
    for (const name of ['REHOME-NOTES.txt', 'REHOME-RECEIPT.txt']) writeFileSync(join(place.old, name), 'mine');
    const copy = copyOf(await runMigrator(copyArguments(place)));
    expect(readdirSync(copy).sort()).toEqual(['REHOME-NOTES.txt', 'REHOME-RECEIPT-2.txt', 'REHOME-RECEIPT.txt']);
    expect(readFileSync(join(copy, 'REHOME-NOTES.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(copy, 'REHOME-RECEIPT-2.txt'), 'utf8')).toContain('Everything was copied as it was.');
  });
});
