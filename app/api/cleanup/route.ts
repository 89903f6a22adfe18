import { polledRoute } from '#app/api/polled.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = polledRoute('see', () => runtime().reader.cleanup());
