import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { History } from '#lib/history/history.ts';
import { openHistory } from '#lib/history/open.ts';
import { copyOf, scratchFile, started } from '#lib/history/testing/scratch.ts';
import { storyOf } from '#lib/migrations/story.ts';
import { createLog } from '../log.ts';
import { type Channel, channelsOf } from './channels.ts';
import { Courier } from './courier.ts';
import type { Patience } from './retries.ts';
import { type Received, type Reply, startReceiver } from './testing/receiver.ts';

const KEY = Buffer.alloc(32, 7);
const SECRET = `whsec_${KEY.toString('base64')}`;
const SENDER = { instance: 'rehome', realm: 'hub', environment: '' };
const QUICK: Patience = { firstMs: 10, factor: 2, capMs: 100, tries: 4 };
const LOG = createLog('error', () => {});

const toWebhook = (url: string, name = 'bot'): Channel[] => [
  ...channelsOf([{ type: 'webhook', name, url, on: ['failed'], secret: SECRET }]),
];

interface Desk {
  readonly history: History;
  /** Ends a run of a new pair as failed. */
  fail(oldUser: string): Promise<string>;
  start(): Courier;
}

async function desk(channels: readonly Channel[], file = scratchFile()): Promise<Desk> {
  const history = await openHistory(`sqlite:${file}`, { notices: channels });
  onTestFinished(() => history.close().catch(() => {}));
  return {
    history,
    fail: async (oldUser) => {
      const run = await started(history, copyOf(oldUser, `${oldUser}-new`));
      await history.settle(run.id, { outcome: 'failed', code: 'RH-306', endedAt: Date.now() });
      return run.id;
    },
    start: () => {
      const quick = { patience: QUICK, passMs: 5, deadlineMs: 300 };
      const courier = new Courier({ notices: history.notices, channels, sender: SENDER, log: LOG, ...quick });
      onTestFinished(() => courier.stop());
      courier.start();
      return courier;
    },
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('not so within 10 s');
    await pause(5);
  }
}

const ended = ({ history }: Desk, runId: string, channel = 'bot') =>
  until(async () => (await history.notices.ofRun(runId)).find((n) => n.channel === channel && n.state !== 'waiting'));

/** Whether a message is ours, as the documentation tells receivers to look. */
function isSigned({ headers, body }: Received): boolean {
  const [id, timestamp] = [headers['webhook-id'], headers['webhook-timestamp']];
  const wanted = createHmac('sha256', KEY).update(`${id}.${timestamp}.${body}`).digest('base64');
  return headers['webhook-signature'] === `v1,${wanted}` && Math.abs(Date.now() / 1000 - Number(timestamp)) < 60;
}

test('a message is delivered, signed, once, and the story of the run says so', async () => {
  const receiver = await startReceiver();
  const at = await desk(toWebhook(receiver.url));
  const run = await at.fail('a');
  at.start();
  expect(await ended(at, run)).toMatchObject({ state: 'delivered', tries: 1, problem: null });
  const [message, ...more] = receiver.received;
  expect(more).toEqual([]);
  expect(message && isSigned(message)).toBe(true);
  expect(message?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(message?.body ?? '')).toMatchObject({ type: 'run.failed', data: { run: { id: run } } });
  expect((await storyOf(at.history, run)).at(-1)).toMatchObject({ what: 'bot was told that it failed', detail: null });
});

test('500 and then 200: the same message under the same id, signed anew', async () => {
  const receiver = await startReceiver(500, 503);
  const at = await desk(toWebhook(receiver.url));
  const run = await at.fail('a');
  at.start();
  expect(await ended(at, run)).toMatchObject({ state: 'delivered', tries: 3 });
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(receiver.received.every(isSigned)).toBe(true);
  expect((await storyOf(at.history, run)).at(-1)).toMatchObject({ detail: 'At try 3.' });
});

const hang: Reply = () => {};
const hangHalfway: Reply = (answer) => void answer.writeHead(500).write('almost');
const redirect: Reply = (answer) => void answer.writeHead(302, { location: '/elsewhere' }).end();
const reset: Reply = (answer) => void answer.destroy();
const slackWord: Reply = (answer) => void answer.writeHead(403).end('invalid_token');
const page: Reply = (answer) => void answer.writeHead(500).end(`<html>${'x'.repeat(100_000)}`);

test.each<[string, Reply, RegExp]>([
  ['no answer at all', hang, /^It did not answer within 0.3 s\.$/],
  ['an answer that never ends', hangHalfway, /^It did not answer within 0.3 s\.$/],
  ['a redirect', redirect, /^It answered 302 and points elsewhere\. Rehome follows no redirects\.$/],
  ['a connection that breaks', reset, /^The connection broke off\.$/],
  ['a refusal in one word', slackWord, /^It answered 403: it does not let Rehome post\. It said: invalid_token\.$/],
  ['a refusal with a page', page, /^It answered 500: something is wrong on its side\.$/],
])('%s is told in words, tried again, and given up at last where anybody can see it', async (_, reply, words) => {
  const receiver = await startReceiver(...Array<Reply>(QUICK.tries).fill(reply));
  const at = await desk(toWebhook(receiver.url));
  const run = await at.fail('a');
  at.start();
  const notice = await ended(at, run);
  expect(notice).toMatchObject({ state: 'given_up', tries: QUICK.tries, problem: expect.stringMatching(words) });
  expect(receiver.received.map(({ path }) => path)).toEqual(Array(QUICK.tries).fill('/hook'));
  expect((await storyOf(at.history, run)).at(-1)).toMatchObject({
    what: 'bot could not be told that it failed',
    detail: `Tried 4 times. ${notice.problem}`,
  });
});

test('a refused connection is told as that, and nothing of the address', async () => {
  const receiver = await startReceiver();
  const at = await desk(toWebhook(receiver.url));
  await receiver.close();
  const run = await at.fail('a');
  at.start();
  expect(await ended(at, run)).toMatchObject({ state: 'given_up', problem: 'The connection was refused.' });
});

test('what was under way when Rehome ended is tried again at the next start, under the same id', async () => {
  const receiver = await startReceiver(hang);
  const file = scratchFile();
  const channels = toWebhook(receiver.url);
  const first = await desk(channels, file);
  const run = await first.fail('a');
  const courier = first.start();
  await until(async () => receiver.received[0]);
  await courier.stop();
  await first.history.close();
  const second = await desk(channels, file);
  expect(await second.history.notices.ofRun(run)).toMatchObject([{ state: 'waiting', tries: 0 }]);
  second.start();
  expect(await ended(second, run)).toMatchObject({ state: 'delivered', tries: 1 });
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a receiver that hangs keeps nobody else waiting', async () => {
  const [slow, quick] = [await startReceiver(...Array<Reply>(99).fill(hang)), await startReceiver()];
  const at = await desk([...toWebhook(slow.url, 'slow'), ...toWebhook(quick.url, 'bot')]);
  at.start();
  const runs = [await at.fail('a'), await at.fail('b')];
  for (const run of runs) expect((await ended(at, run)).state).toBe('delivered');
  expect(slow.received.length).toBeLessThanOrEqual(2);
});

test('a receiver that asks for a pause gets it', async () => {
  const receiver = await startReceiver((answer) => void answer.writeHead(429, { 'retry-after': '60' }).end());
  const at = await desk(toWebhook(receiver.url));
  const run = await at.fail('a');
  at.start();
  const notice = await until(async () => (await at.history.notices.ofRun(run)).find(({ tries }) => tries === 1));
  expect(notice).toMatchObject({ state: 'waiting', problem: 'It answered 429: too many messages.' });
  // A minute, or the longest wait there is: here that is a tenth of a second.
  expect(notice.nextAt - notice.at).toBeGreaterThanOrEqual(QUICK.capMs);
  expect((await storyOf(at.history, run)).at(-1)).toMatchObject({
    what: 'bot could not be told yet that it failed',
    detail: 'Tried once. It answered 429: too many messages. Rehome tries again.',
  });
});

test('what waits for somebody who is not configured any more is given up with that reason', async () => {
  const file = scratchFile();
  const first = await desk(toWebhook('http://127.0.0.1:9/'), file);
  const run = await first.fail('a');
  await first.history.close();
  const second = await desk([], file);
  second.start();
  expect(await ended(second, run)).toMatchObject({ state: 'given_up', problem: 'It is not configured any more.' });
});
