import { questionRoute } from '#lib/access/question-route.ts';
import { reviewInput } from '#lib/migrations/input.ts';
import { runtime } from '#lib/runtime.ts';

/** Looks a list of pairs over; it is kept nowhere. */
export const POST = questionRoute('run', reviewInput, (list) => runtime().bulk.review(list));
