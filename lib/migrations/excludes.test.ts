import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PRESET_NAMES, PRESETS, presetWord } from './exclude-presets.ts';
import { MAX_EXCLUDES } from './exclude-problems.ts';
import { type Excludes, matches, parseExcludes, rsyncFilter } from './excludes.ts';
import { PRESET_PATTERNS } from './preset-patterns.ts';

function excludes(...list: string[]): Excludes {
  const parsed = parseExcludes(list);
  if (!parsed.ok) throw new Error(parsed.problems.join(' '));
  return parsed.excludes;
}
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('a pattern', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'x/y/a', true],
    ['a', 'ab', false],
    ['/a', 'a', true],
    ['/a', 'x/a', false],
    ['x/a', 'y/x/a', true],
    ['x/a', 'yx/a', false],
    ['/x/a', 'y/x/a', false],
    ['*.o', 'x/y.o', true],
    ['x/*', 'x/y', true],
    ['x/*', 'x/y/z', false],
    ['x/**', 'x/y/z', true],
    ['x/**', 'x', false],
    ['**/x', 'x', true],
    ['a**z', 'b/a/c/z', true],
    ['[a-c]?', 'bz', true],
    ['[!a-c]?', 'bz', false],
    ['[]-]', '-', true],
    ['#x', '#x', true],
    ['ä', 'ä', true],
    ['?', 'ä', false],
    ['??', 'ä', true],
  ])('%s on %s: %s', (pattern, path, isLeftOut) => {
    expect(matches(excludes(pattern), latin1(path), false)).toBe(isLeftOut);
  });

  test('that ends with a slash names folders alone', () => {
    expect([true, false].map((isFolder) => matches(excludes('x/'), 'a/x', isFolder))).toEqual([true, false]);
  });

  test('of many stars takes no time that grows with what a name offers', () => {
    const began = performance.now();
    expect(matches(excludes(`${'*a**a'.repeat(20)}b`), `${'a/'.repeat(2000)}c`, false)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('refused, in a sentence that names it:', () => {
  test.each([
    ['', /is empty/],
    ['/', /empty name/],
    ['a//b', /empty name/],
    [' a', /space/],
    ['a\nb', /a\\u\{a\}b” has a control character/],
    ['\ud800', /Unicode/],
    ['a\\*', /backslash/],
    ['- a', /begins like a rule/],
    ['+ a', /begins like a rule/],
    ['!a', /taken back in/],
    ['~/a', /top of the home/],
    ['a/***', /three stars/],
    ['./a', /as a name/],
    ['a/..', /as a name/],
    ['*.{a,b}', /brace/],
    ['[a', /without its/],
    ['[]', /without its/],
    ['[a/b]', /slash between/],
    ['[[:alpha:]]', /class of characters/],
    ['[äö]', /ASCII/],
    ['[z-a]', /z-a, which runs backwards/],
    ['x'.repeat(1001), /longer than 1000 bytes/],
    ['@cache', /no preset.*@caches, @trash, @environments, @secrets/],
  ])('%j', (pattern, sentence) => {
    expect(parseExcludes([pattern])).toEqual({ ok: false, problems: [expect.stringMatching(sentence)] });
    expect(parseExcludes([pattern])).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^The exclude “.*”.*\.$/)],
    });
  });

  test('too many', () => {
    expect(parseExcludes(Array.from({ length: MAX_EXCLUDES + 1 }, () => 'a'))).toMatchObject({ ok: false });
  });

  test('and every one that is wrong is told', () => {
    expect(parseExcludes(['a', '[', '!'])).toMatchObject({ ok: false, problems: { length: 2 } });
  });
});

test('rsync gets one line for each pattern, none of which it takes for a comment or another rule', () => {
  expect(rsyncFilter(excludes('#x', 'ä/', 'ä/', '-x'))).toBe('- #x\0- \u00c3\u00a4/\0- -x\0');
  expect(rsyncFilter(excludes())).toBe('');
});

describe('presets', () => {
  test.each(PRESET_NAMES)('%s holds patterns that are taken', (name) => {
    expect(excludes(presetWord(name)).patterns.length).toBe(PRESET_PATTERNS[name].length);
  });

  test.each([
    ['caches', '.cache/', 'work/pkg/__pycache__/'],
    ['trash', '.local/share/Trash/', 'data/.Trash-1000/'],
    ['environments', 'work/.venv/', 'miniconda3/', '.local/lib/python3.12/'],
    ['secrets', '.ssh/', '.aws/credentials', '.netrc', '.gnupg/', '.docker/config.json', 'laptop.pem', 'work/.env'],
  ] as const)('%s leave out %s and others', (name, ...paths) => {
    for (const path of paths) {
      expect(matches(excludes(presetWord(name)), path.replace(/\/$/, ''), path.endsWith('/'))).toBe(true);
    }
  });

  test.each([
    ['.local/share/jupyter/kernels', true],
    ['.ipynb_checkpoints', true],
    ['work/environment.yml', false],
    ['work/venv', false],
    ['.local/lib/python3.12/site-packages/certifi/cacert.pem', false],
    ['.ssh', false],
    ['.aws/config', false],
  ])('none leaves out %s', (path, isFolder) => {
    expect(matches(excludes(...PRESET_NAMES.map(presetWord)), path, isFolder)).toBe(false);
  });

  test('docs/excludes.md lists them all as they are', () => {
    const document = readFileSync(new URL('../../docs/excludes.md', import.meta.url), 'utf8');
    for (const name of PRESET_NAMES) {
      const { meaning } = PRESETS[name];
      const patterns = PRESET_PATTERNS[name];
      expect(document).toContain(
        `## \`${presetWord(name)}\`\n\n${meaning}\n\n${patterns.map((each) => `\`${each}\``).join(' ')}\n`,
      );
    }
  });
});
