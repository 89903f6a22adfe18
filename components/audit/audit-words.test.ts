import { expect, test } from 'vitest';
import { COMMANDS } from '#lib/access/commands.ts';
import { ACTIONS, actionWords, detailWords, objectOf } from './audit-words.ts';

test('every command has words, and what is not known keeps its name', () => {
  for (const action of [...Object.keys(COMMANDS), ...ACTIONS]) expect(actionWords(action)).not.toContain('.');
  expect(['from.the-future', 'toString'].map(actionWords)).toEqual(['from.the-future', 'toString']);
  expect(detailWords('constructor')).toBe('constructor');
});

test('a run is told from a name', () => {
  expect(objectOf({ action: 'x', object: '01890000-0000-7000-8000-000000000000' })).toEqual({
    run: '01890000-0000-7000-8000-000000000000',
  });
  expect(objectOf({ action: 'x', object: 'rehome-migrator-1' })).toEqual({ name: 'rehome-migrator-1' });
  const pod = 'pod 01890000-0000-7000-8000-000000000001';
  expect(objectOf({ action: 'cleanup.remove', object: pod })).toEqual({ name: pod });
  expect(objectOf({ action: 'x', object: null })).toBeNull();
  expect(objectOf({ action: 'retention.audit', object: '1764000000000' })).toBeNull();
});
