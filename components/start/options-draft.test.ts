import { expect, test } from 'vitest';
import type { StartOptions } from '#lib/migrations/start-views.ts';
import { draftOf, type OptionsDraft, optionProblems, optionsOf, optionsSentence } from './options-draft.ts';

const plain: StartOptions = { verify: 'sizes', excludes: [], bandwidth: '', keepPods: 'failed' };
const draft = (more: Partial<OptionsDraft>): OptionsDraft => ({ ...draftOf(plain), ...more });

test('options come out of the fields as they went in, presets first', () => {
  const options: StartOptions = { ...plain, excludes: ['@caches', '@trash', '/scratch', '*.tmp'], bandwidth: '50M' };
  expect(optionsOf(draftOf(options))).toEqual(options);
  expect(optionsOf(draftOf({ ...options, excludes: ['*.tmp', '@trash'] })).excludes).toEqual(['@trash', '*.tmp']);
});

test('empty lines, spaces around a pattern and a pattern given twice say nothing', () => {
  expect(optionsOf(draft({ patterns: '\n  *.tmp \r\n\n*.tmp\n' })).excludes).toEqual(['*.tmp']);
});

test('a pattern and a rate that are none are refused in words, each in its field', () => {
  const problems = optionProblems(draft({ patterns: '~/data\n{a,b}\n*.tmp', bandwidth: '5 MB' }));
  expect(problems.excludes).toMatch(/“~\/data”.*“\{a,b\}”/);
  expect(problems.excludes).not.toContain('*.tmp');
  expect(problems.bandwidth).toMatch(/such as 500K/);
  expect(optionProblems(draft({ patterns: '*.tmp', bandwidth: ' 5M ' }))).toEqual({});
});

test('the sentence names all that is left out, and what it saves where a check has counted it', () => {
  expect(optionsSentence(draft({}), undefined)).toBe(
    'Leaves nothing out, compares sizes, owners, modes and times, goes at full speed, keeps the pod if it fails.',
  );
  const chosen = draft({ presets: ['trash', 'caches'], patterns: '*.tmp', verify: 'checksums', bandwidth: '50M' });
  const savings = new Map([
    ['@caches', { files: 1, bytes: 2 * 1024 ** 3 }],
    ['@trash', { files: 1, bytes: 1024 ** 3 }],
  ]);
  expect(optionsSentence(chosen, savings)).toMatch(
    /^Leaves out caches, trash and 1 pattern, compares every byte, keeps to 47\.7 MiB\/s/,
  );
  expect(optionsSentence({ ...chosen, patterns: '' }, savings)).toMatch(/caches and trash \(saves up to 3\.0 GiB\)/);
  expect(optionsSentence(draft({ presets: ['trash'] }), savings)).toMatch(/trash \(saves 1\.0 GiB\)/);
});
