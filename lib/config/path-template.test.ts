import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapedUsername, safeUsername } from './kubespawner-slugs.ts';
import { checkTemplate, fillTemplate, hasSuffix } from './path-template.ts';

test.each([
  ['al.ice', 'al-2eice', 'al-ice---2daf9b3f'],
  ['al_ice', 'al-5fice', 'al-ice---ca262738'],
  ['Alice', '-41lice', 'alice---3bc51062'],
  ['has-hyphen', 'has-2dhyphen', 'has-hyphen'],
  ['alice@x.org', 'alice-40x-2eorg', 'alice-x-org---1facc80f'],
  ['1user', '1user', 'x-1user---b5732d84'],
])('%s has the folder names that KubeSpawner gives it', (username, escaped, safe) => {
  expect(escapedUsername(username)).toBe(escaped);
  expect(safeUsername(username)).toBe(safe);
});

test('a safe name is a name of an object, at most 48 characters, and no two users share one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(safeUsername(a)).toMatch(/^[a-z]([-a-z0-9]{0,46}[a-z0-9])?$/);
      if (a !== b) expect(safeUsername(a)).not.toBe(safeUsername(b));
    }),
  );
});

describe('a template', () => {
  test.each([
    ['{username}', 'rachel'],
    ['{initial}/{username}', 'r/rachel'],
    ['users/{username}/rsp_home', 'users/rachel/rsp_home'],
    ['home-{username}-1', 'home-rachel-1'],
  ])('%s puts rachel at %s', (template, path) => {
    expect(checkTemplate(template)).toBeUndefined();
    expect(fillTemplate(template, 'rachel')).toBe(path);
  });

  test.each([
    ['', /must contain/],
    ['homes', /must contain/],
    ['{initial}', /must contain/],
    ['{user}', /\{user\} is unknown/],
    ['{constructor}/{username}', /\{constructor\} is unknown/],
    ['{username', /brace/],
    ['/home/{username}', /leading/],
    ['../{username}', /\. or \.\./],
    ['a/./{username}', /\. or \.\./],
    ['a\n/{username}', /control/],
  ])('%j is refused', (template, problem) => {
    expect(checkTemplate(template)).toMatch(problem);
  });

  test('a username is put in as it is, even where it looks like a placeholder or a replacement pattern', () => {
    expect(fillTemplate('{initial}/{username}', '{initial}')).toBe('{/{initial}');
    expect(fillTemplate('{username}', '$&')).toBe('$&');
  });

  test('the initial of a name outside the basic plane is a whole character', () => {
    expect(fillTemplate('{initial}/{username}', '𝒜da')).toBe('𝒜/𝒜da');
  });

  test.each([
    ['{username}', false],
    ['{initial}/{username}/', false],
    ['{username}/home', true],
    ['{escaped_username}/home', true],
  ])('%s: homes lie inside a folder of the user: %s', (template, suffix) => {
    expect(hasSuffix(template)).toBe(suffix);
  });
});
