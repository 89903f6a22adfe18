import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import type { NoticeFacts } from '#lib/migrations/notice-events.ts';
import { webhookBody } from './bodies.ts';
import { post } from './post.ts';
import { signatureHeaders } from './sign.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const SCRIPT = new URL('../../docs/examples/webhook-receiver.mjs', import.meta.url).pathname;
const FACTS: NoticeFacts = { at: '2026-01-02T03:04:05.000Z', run: null, trouble: null };
const BODY = webhookBody(FACTS, { instance: 'rehome', realm: 'hub', environment: '' });

/** Starts the receiver of the documentation. `lines` gets what it prints. */
async function startExample() {
  const program: ChildProcess = spawn(process.execPath, [SCRIPT, '0'], {
    env: { ...process.env, REHOME_WEBHOOK_KEY: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void program.kill());
  if (!program.stdout) throw new Error('nothing to read');
  const reader = createInterface(program.stdout);
  const lines: string[] = [];
  const [first] = await once(reader, 'line');
  reader.on('line', (line) => lines.push(line));
  return { url: `http://127.0.0.1:${/\d+$/.exec(String(first))?.[0]}/`, lines };
}

test('the receiver of the documentation takes what Rehome signs, once, and nothing else', async () => {
  const { url, lines } = await startExample();
  const send = (headers: Readonly<Record<string, string>>, body = BODY) =>
    post({ url, headers, body }, new AbortController().signal);
  const now = Date.now();
  const good = signatureHeaders(SECRET, { id: 'one', at: now, body: BODY });
  expect(await send(good)).toEqual({ ok: true });
  expect(await send(good)).toEqual({ ok: true });
  const refused = { ok: false, problem: 'It answered 401: it does not know Rehome.' };
  expect(await send(good, BODY.replace('test', 'tost'))).toMatchObject(refused);
  expect(await send({ ...good, 'webhook-id': 'two' })).toMatchObject(refused);
  expect(await send({})).toMatchObject(refused);
  const [old, other] = [{ at: now - 360_000 }, { at: now }].map((at) => ({ id: 'three', body: BODY, ...at }));
  if (!old || !other) throw new Error('two messages');
  expect(await send(signatureHeaders(SECRET, old))).toMatchObject(refused);
  const otherKey = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  expect(await send(signatureHeaders(otherKey, other))).toMatchObject(refused);
  expect(await send(signatureHeaders(SECRET, other))).toEqual({ ok: true });
  await expect.poll(() => lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^test This is a test from Rehome/);
});
