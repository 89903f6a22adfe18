import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { runView } from '#components/testing/run-view.ts';
import type { ProgressView } from '#lib/migrations/views.ts';
import { CountedCard } from './counted-card.tsx';

const AT = '2026-11-23T09:00:00.000Z';
const NOW = '2026-11-23T09:00:07.000Z';
const NOTHING = { bytesDone: 0, bytesTotal: 0, filesDone: 0, filesTotal: 0, rate: null, remaining: null, path: null };
const drawn = (about: Parameters<typeof runView>[0], progress: Partial<ProgressView>): string =>
  renderToStaticMarkup(<CountedCard run={runView(about)} progress={{ ...NOTHING, at: AT, ...progress }} now={NOW} />);
const textOf = (markup: string): string => markup.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('a check says how much it has seen so far, and neither a percentage nor a rate', () => {
  const markup = drawn({ kind: 'check', status: 'scanning' }, { filesTotal: 12_345, bytesTotal: 58 * 1024 ** 3 });
  expect(textOf(markup)).toMatch(/Files seen so far 12,345 Their size 58\.0 GiB Last change 7 s ago/);
  expect(textOf(markup)).not.toMatch(/%|rate| of /);
  expect(markup).toMatch(/<progress class="[^"]*" aria-label="Scanning"><\/progress>/);
});

test('a discard says how much it has removed so far, and no bytes', () => {
  const markup = drawn({ kind: 'discard', status: 'finishing' }, { filesDone: 4096 });
  expect(textOf(markup)).toMatch(/Entries removed so far 4,096 Last change/);
  expect(textOf(markup)).not.toMatch(/%|rate|byte/i);
  expect(markup).toMatch(/<progress class="[^"]*" aria-label="Removing"><\/progress>/);
});

test('nothing moves while it is not known whether anything does', () => {
  expect(drawn({ kind: 'check', status: 'unknown' }, {})).not.toContain('<progress');
});
