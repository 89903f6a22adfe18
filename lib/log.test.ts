import { expect, test } from 'vitest';
import { createLog, type LogLevel } from './log.ts';
import { KubernetesError } from './storage/errors.ts';

function logAt(level: LogLevel) {
  const lines: { at: LogLevel; line: string }[] = [];
  return { lines, log: createLog(level, (at, line) => lines.push({ at, line })) };
}

test('each message is one line of JSON, whatever is in it', () => {
  const { log, lines } = logAt('info');
  log.warn('a pod\nwent', { name: 'a\nb', uid: 'u' });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.line).not.toContain('\n');
  expect(JSON.parse(lines[0]?.line ?? '')).toMatchObject({
    level: 'warn',
    message: 'a pod\nwent',
    name: 'a\nb',
    uid: 'u',
  });
});

test('nothing below the level is written', () => {
  const { log, lines } = logAt('warn');
  log.info('small');
  log.warn('middling');
  log.error('great');
  expect(lines.map(({ at }) => at)).toEqual(['warn', 'error']);
});

test('an error is told by its words and its causes, without a stack', () => {
  const { log, lines } = logAt('info');
  const answer = { status: 0, reason: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' };
  const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  log.error('no cluster', { error: new KubernetesError('list', { kind: 'Pod' }, answer, { cause }) });
  expect(JSON.parse(lines[0]?.line ?? '').error).toEqual({
    name: 'KubernetesError',
    message: 'list Pod failed (ECONNREFUSED)',
    cause: { name: 'Error', message: 'connect', code: 'ECONNREFUSED' },
  });
});
