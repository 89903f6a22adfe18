import { z } from 'zod';

/** What a server action takes. Usernames are checked further where the layout of homes is known. */
export const startInput = z.strictObject({
  oldUser: z.string({ error: 'Choose the old user.' }).max(255, 'The old username is longer than 255 characters.'),
  newUser: z.string({ error: 'Choose the new user.' }).max(255, 'The new username is longer than 255 characters.'),
  why: z.string().max(500, 'The reason is longer than 500 characters.').optional(),
});
export type StartInput = z.output<typeof startInput>;

const runId = z.uuid('This is not the id of a run.');
export const stopInput = z.strictObject({ runId });
export const cleanUpInput = z.strictObject({
  /** The UIDs of the pods to remove. */
  pods: z.array(z.string().min(1).max(100)).min(1, 'Choose at least one pod.').max(200),
});
