import { expect, test } from 'vitest';
import { News } from './news.ts';

const LONG_MS = 60_000;
const never = () => new AbortController().signal;

test('whoever waits is woken by the next change', async () => {
  const news = new News();
  const waits = [news.after(news.count, LONG_MS, never()), news.after(news.count, LONG_MS, never())];
  news.tell();
  await Promise.all(waits);
  expect(news.count).toBe(1);
});

test('a change between the look and the wait is not missed', async () => {
  const news = new News();
  const { count } = news;
  news.tell();
  await news.after(count, LONG_MS, never());
});

test('nobody waits longer than they want to, or after they have left', async () => {
  const news = new News();
  await news.after(news.count, 1, never());
  const left = new AbortController();
  const wait = news.after(news.count, LONG_MS, left.signal);
  left.abort();
  await wait;
  await news.after(news.count, LONG_MS, left.signal);
  expect(news.count).toBe(0);
});
