import { expect, test } from 'vitest';
import type { NoticeFacts } from '#lib/migrations/notice-events.ts';
import { slackBody, webhookBody } from './bodies.ts';

const SENDER = { instance: 'rehome', realm: 'hub', environment: '', publicUrl: 'https://rehome.example' };
const facts = (run: Partial<NonNullable<NoticeFacts['run']>> = {}, trouble: NoticeFacts['trouble'] = null) => ({
  at: '2026-01-02T03:04:05.000Z',
  run: {
    ...{ id: '0190', number: 3, kind: 'copy' as const, oldUser: 'asolberg', newUser: 'anna.solberg' },
    ...{ outcome: 'failed' as const, code: 'RH-509', ...run },
  },
  trouble,
});
const slackText = (...of: Parameters<typeof slackBody>): string => JSON.parse(slackBody(...of)).text;

test('a message says what happened in plain words, and links to the run where Rehome has an address', () => {
  expect(slackText(facts(), SENDER)).toBe(
    'Failed: `asolberg` → `anna.solberg`, run #3. Copy and original differ. <https://rehome.example/migrations/0190|Open the run>',
  );
  const { publicUrl: _, ...bare } = SENDER;
  expect(slackText(facts({ outcome: 'succeeded', code: 'RH-000' }), { ...bare, environment: 'staging' })).toBe(
    '[staging] Done: `asolberg` → `anna.solberg`, run #3.',
  );
  expect(slackText(facts({ outcome: null, code: null }, 'late'), bare)).toBe(
    'Needs attention: `asolberg` → `anna.solberg`, run #3. It has not started for 3 min.',
  );
  expect(slackText({ ...facts(), run: null }, bare)).toMatch(/^This is a test from Rehome/);
});

test.each([
  ['<!channel>', '`&lt;!channel&gt;`'],
  ['<https://evil.example|you won>', '`&lt;https://evil.example|you won&gt;`'],
  ['a`@all` *b* & [c](https://evil.example)', '`aˋ@allˋ *b* &amp; [c](https://evil.example)`'],
  ['a\n\nIt is all fine\r\n', '`a\uFFFD\uFFFDIt is all fine\uFFFD\uFFFD`'],
  ['\u202Egnp.exe', '`\uFFFDgnp.exe`'],
  ['x'.repeat(300), `\`${'x'.repeat(99)}…\``],
])('a username is nothing but a name to Slack: %j', (name, shown) => {
  expect(slackText(facts({ oldUser: name }), SENDER)).toBe(
    `Failed: ${shown} → \`anna.solberg\`, run #3. Copy and original differ. <https://rehome.example/migrations/0190|Open the run>`,
  );
});

test('a program gets type, time and data; names as they are, and a text to show', () => {
  const body = JSON.parse(webhookBody(facts({ newUser: 'a <b>\n' }), SENDER));
  expect(body).toEqual({
    type: 'run.failed',
    timestamp: '2026-01-02T03:04:05.000Z',
    data: {
      text: 'Failed: “asolberg” → “a <b>\uFFFD”, run #3. Copy and original differ.',
      installation: { instance: 'rehome', realm: 'hub', environment: '' },
      run: { ...facts({ newUser: 'a <b>\n' }).run, url: 'https://rehome.example/migrations/0190' },
      trouble: null,
    },
  });
  const typeOf = (of: NoticeFacts): string => JSON.parse(webhookBody(of, SENDER)).type;
  expect(typeOf(facts({ outcome: 'timed_out', code: 'RH-603' }))).toBe('run.failed');
  expect(typeOf(facts({ outcome: null, code: null }, 'stalled'))).toBe('run.needs_attention');
  expect(typeOf({ ...facts(), run: null })).toBe('test');
});
