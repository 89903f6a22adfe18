import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let top: string;
let root: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  // A clone may lie below a folder of any name.
  root = join(top, 'dist', 'clone');
  mkdirSync(join(root, 'code', 'dist'), { recursive: true });
  writeFileSync(join(root, 'code', 'main.ts'), 'one');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const taken = (): string => fingerprint(root, ['code'], ['lock'], join('code', 'dist'));

test('a changed source, a new one and a changed file beside them are told', () => {
  const seen = new Set([taken()]);
  writeFileSync(join(root, 'code', 'main.ts'), 'two');
  seen.add(taken());
  writeFileSync(join(root, 'code', 'more.ts'), 'one');
  seen.add(taken());
  writeFileSync(join(root, 'lock'), 'one');
  seen.add(taken());
  expect(seen.size).toBe(4);
});

test('tests and what was built tell nothing', () => {
  const before = taken();
  writeFileSync(join(root, 'code', 'dist', 'main.js'), 'built');
  writeFileSync(join(root, 'code', 'main.test.ts'), 'one');
  expect(taken()).toBe(before);
});
