import { expect, test } from 'vitest';
import { aboutWords, channelWords, resultLook } from './notice-look.ts';

test('somebody who is told is named with what they are told of, the most urgent first', () => {
  expect(channelWords({ type: 'slack', host: 'hooks.slack.com', on: ['succeeded', 'failed', 'needs_attention'] })).toBe(
    'Slack at hooks.slack.com. Told of: failed, needs attention, done.',
  );
  expect([aboutWords({ event: 'test' }), aboutWords({ event: 'lost' })]).toEqual(['Test', 'Result unknown']);
});

test('what became of a message is told with how often it was tried and why it failed', () => {
  const problem = 'The connection was refused.';
  expect(resultLook({ state: 'waiting', tries: 0, problem: null })).toMatchObject({ words: 'On its way', more: null });
  expect(resultLook({ state: 'waiting', tries: 2, problem })).toEqual({
    ...{ family: 'attention', words: 'Trying', more: 'Tried 2 times. The connection was refused.' },
  });
  expect(resultLook({ state: 'delivered', tries: 1, problem: null }).more).toBeNull();
  expect(resultLook({ state: 'delivered', tries: 3, problem: null }).more).toBe('At try 3.');
  expect(resultLook({ state: 'given_up', tries: 1, problem })).toMatchObject({
    ...{ family: 'failed', words: 'Not delivered', more: 'Tried once. The connection was refused.' },
  });
});
