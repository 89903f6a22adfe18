import { questionRoute } from '#lib/access/question-route.ts';
import { readListInput } from '#lib/migrations/input.ts';
import { runtime } from '#lib/runtime.ts';

/** Reads a list that was pasted; it is kept nowhere. */
export const POST = questionRoute('run', readListInput, ({ text, ...choices }) => runtime().bulk.read(text, choices));
