import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startOver } from './start-over.ts';

let folder: string;
let outside: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehome-start-over-'));
  outside = join(folder, 'outside');
  mkdirSync(join(outside, 'demo'), { recursive: true });
  writeFileSync(join(outside, 'precious'), 'x');
  writeFileSync(join(outside, 'demo', 'precious'), 'x');
});
afterEach(() => rmSync(folder, { recursive: true }));

const nothingLost = () =>
  expect([join(outside, 'precious'), join(outside, 'demo', 'precious')].every((path) => existsSync(path))).toBe(true);

test('a demo folder that is a link is refused, and what it leads to stays', () => {
  mkdirSync(join(folder, '.rehome'));
  symlinkSync(outside, join(folder, '.rehome', 'demo'));
  expect(() => startOver(join(folder, '.rehome', 'demo'))).toThrow('is left alone');
  nothingLost();
});

test('a demo folder below a link is refused, and what it leads to stays', () => {
  symlinkSync(outside, join(folder, '.rehome'));
  expect(() => startOver(join(folder, '.rehome', 'demo'))).toThrow('is left alone');
  nothingLost();
});

test('the demo folder goes with folders that may not be written and links inside it, but not with what these lead to', () => {
  const demo = join(folder, '.rehome', 'demo');
  mkdirSync(join(demo, 'closed'), { recursive: true });
  writeFileSync(join(demo, 'closed', 'file'), 'x');
  mkdirSync(join(demo, 'closed', 'shut'), { mode: 0o500 });
  symlinkSync(outside, join(demo, 'closed', 'link'));
  startOver(demo);
  expect(existsSync(demo)).toBe(false);
  nothingLost();
});

test('a demo folder that is not there is no problem', () => {
  expect(() => startOver(join(folder, '.rehome', 'demo'))).not.toThrow();
});
