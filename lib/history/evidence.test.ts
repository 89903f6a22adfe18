import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { EVIDENCE_BYTES, packEvidence } from './evidence.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

test('text comes back as it was, whatever it holds', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  for (const text of ['', '\0\u001b[31m', '🦆 é \u202E', '{"a":1}\n'.repeat(1000)]) {
    await history.saveEvidence(run.id, [{ kind: 'log', text, truncated: false }], NOW + 1);
    expect(await history.evidenceOf(run.id, 'log')).toEqual({ text, truncated: false, capturedAt: NOW + 1 });
  }
});

test('kinds are apart, and none is undefined', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.saveEvidence(run.id, [{ kind: 'events', text: '[]', truncated: true }], NOW);
  expect(await history.evidenceOf(run.id, 'events')).toMatchObject({ text: '[]', truncated: true });
  expect(await history.evidenceOf(run.id, 'log')).toBeUndefined();
  expect(await history.evidenceOf('none', 'events')).toBeUndefined();
});

test('what does not fit loses whole lines from the start, says so, and fits', async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `${i} ${randomBytes(30).toString('hex')} é`);
  const packed = await packEvidence({ kind: 'log', text: lines.join('\n'), truncated: false });
  expect(packed.truncated).toBe(true);
  expect(packed.body.length).toBeLessThanOrEqual(EVIDENCE_BYTES);
  expect(packed.body.length).toBeGreaterThan(EVIDENCE_BYTES * 0.8);
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.saveEvidence(run.id, [{ kind: 'log', text: lines.join('\n'), truncated: false }], NOW);
  const kept = (await history.evidenceOf(run.id, 'log'))?.text.split('\n') ?? [];
  expect(kept).toEqual(lines.slice(-kept.length));
});

test('one line that does not fit keeps its end', async () => {
  const text = `${randomBytes(4 * EVIDENCE_BYTES).toString('base64')}the end`;
  const packed = await packEvidence({ kind: 'log', text, truncated: false });
  expect(packed).toMatchObject({ truncated: true });
  expect(packed.body.length).toBeLessThanOrEqual(EVIDENCE_BYTES);
});
