import { polledRoute } from '#app/api/polled.ts';
import { readClock } from '#app/clock.ts';
import { runtime } from '#lib/runtime.ts';

/** The overview, in the days of the reader's zone. */
export const GET = polledRoute('see', async () => runtime().reader.overview(await readClock()));
