import { z } from 'zod';
import { RehomeError } from '#lib/errors.ts';
import { BANDWIDTH_RULE, parseBandwidth } from '#lib/format/bandwidth.ts';
import { groupDigits } from '#lib/format/size.ts';
import { BULK_LIMITS, BULK_ORDERS, CELL_LENGTHS } from './bulk-views.ts';
import { excludeProblem, MAX_EXCLUDES } from './exclude-problems.ts';
import { noteProblem, tidyNote } from './note-to-user.ts';
import { MAX_NOTE } from './pair-views.ts';
import { KEEP_PODS } from './start-views.ts';
import { VERIFY_MODES } from './wire.ts';

const excludes = z
  .array(
    z.string().superRefine((pattern, issues) => {
      const problem = excludeProblem(pattern);
      if (problem) issues.addIssue(problem);
    }),
  )
  .max(MAX_EXCLUDES, `At most ${MAX_EXCLUDES} patterns can be left out.`)
  .optional();

function readBandwidth(text: string, issues: z.RefinementCtx): number {
  const rate = parseBandwidth(text);
  if (rate === undefined) issues.addIssue(`For the rate ${BANDWIDTH_RULE}.`);
  return rate ?? z.NEVER;
}

const noteToUser = z
  .string()
  .transform(tidyNote)
  .superRefine((note, issues) => {
    const problem = noteProblem(note);
    if (problem) issues.addIssue(problem);
  })
  .optional();

/** What a server action takes. Usernames are checked further where the layout of homes is known. */
export const startInput = z.strictObject({
  oldUser: z.string({ error: 'Choose the old user.' }).max(255, 'The old username is longer than 255 characters.'),
  newUser: z.string({ error: 'Choose the new user.' }).max(255, 'The new username is longer than 255 characters.'),
  why: z.string().max(500, 'The reason is longer than 500 characters.').optional(),
  ticket: z.string().max(200, 'The ticket is longer than 200 characters.').optional(),
  identityConfirmed: z.boolean().optional(),
  /** Made by the form, so that a start that is sent twice is one. */
  requestKey: z.uuid('This is not the key of a request.').optional(),
  /** What follows is the configuration's where it is left out. */
  verify: z.enum(VERIFY_MODES, 'Choose how copy and original are compared.').optional(),
  excludes,
  /** `50M`; null lifts the limit. */
  bandwidth: z.string().transform(readBandwidth).nullable().optional(),
  keepPods: z.enum(KEEP_PODS, 'Choose whether the pod of a failed run stays.').optional(),
  /** Words for the person whose files these are; plain text. */
  note: noteToUser,
  /** Not to start before; left out, it starts as soon as it can. */
  notBefore: z.iso.datetime('Say when it starts: day and time.').transform(Date.parse).optional(),
});
export type StartInput = z.output<typeof startInput>;

/** Words of a person about a pair; plain text. */
export const noteInput = startInput.pick({ oldUser: true, newUser: true }).extend({
  text: z
    .string()
    .trim()
    .min(1, 'Write something first.')
    .max(MAX_NOTE, `The note is longer than ${groupDigits(MAX_NOTE)} characters.`),
});
export type NoteInput = z.output<typeof noteInput>;

const runId = z.uuid('This is not the id of a run.');
export const stopInput = z.strictObject({ runId });
export const resumeInput = stopInput;
export const startNowInput = stopInput;
export const discardInput = stopInput;
export const manyInput = z.strictObject({
  runIds: z.array(runId).min(1, 'Choose at least one run.').max(200, 'Choose at most 200 runs.'),
});

const bulkRows = z
  .array(
    z.strictObject({
      line: z.int().min(1),
      oldUser: z.string().max(CELL_LENGTHS.oldUser, 'An old username is longer than 255 characters.'),
      newUser: z.string().max(CELL_LENGTHS.newUser, 'A new username is longer than 255 characters.'),
      why: z.string().max(CELL_LENGTHS.why, 'A reason is longer than 500 characters.'),
      ticket: z.string().max(CELL_LENGTHS.ticket, 'A ticket is longer than 200 characters.'),
      excludes: z
        .string()
        .max(CELL_LENGTHS.excludes, 'What a row leaves out is longer than 1,000 characters.')
        .default(''),
      verify: z.string().max(CELL_LENGTHS.verify, 'How a row is compared is longer than 200 characters.').default(''),
      included: z.boolean(),
    }),
  )
  .min(1, 'There is no row to start.')
  .max(BULK_LIMITS.rows, `At most ${BULK_LIMITS.rows} rows are taken at once.`);
const common = z.strictObject({
  why: z.string().max(CELL_LENGTHS.why, 'The reason is longer than 500 characters.'),
  ticket: z.string().max(CELL_LENGTHS.ticket, 'The ticket is longer than 200 characters.'),
  identityConfirmed: z.boolean(),
});

const column = z.int().min(0).max(1000).nullable();
/** What is asked of a list that was pasted; a text that is too long is told by its reader. */
export const readListInput = z.strictObject({
  text: z.string(),
  hasHeader: z.boolean().optional(),
  mapping: z
    .strictObject({
      oldUser: column,
      newUser: column,
      why: column,
      ticket: column,
      excludes: column.default(null),
      verify: column.default(null),
    })
    .optional(),
});
export const reviewInput = z.strictObject({ rows: bulkRows, common });
const COUNT = 'Say a number from 1 to 100.';
export const batchInput = startInput.pick({ verify: true, excludes: true, bandwidth: true, keepPods: true }).extend({
  ...{ requestKey: z.uuid('This is not the key of a request.'), rows: bulkRows, common },
  order: z.enum(BULK_ORDERS, 'Choose which rows start first.'),
  concurrency: z.int(COUNT).min(1, COUNT).max(100, COUNT),
  stopAfter: z.int(COUNT).min(1, COUNT).max(100, COUNT).nullable(),
});
export type BatchInput = z.output<typeof batchInput>;
const batchId = z.uuid('This is not the id of a batch.');
export const batchIdInput = z.strictObject({ batchId });
export const retryInput = z.strictObject({ batchId, what: z.enum(['failed', 'stopped']) });

export const checkInput = startInput.pick({ oldUser: true, newUser: true, why: true, excludes: true });
export type CheckInput = z.output<typeof checkInput>;

const objectsInput = startInput.pick({
  oldUser: true,
  newUser: true,
  verify: true,
  excludes: true,
  bandwidth: true,
  note: true,
});
export type ObjectsInput = z.output<typeof objectsInput>;

/** What an address asks the objects of a start for. Throws `RehomeError` `invalid`. */
export function readObjectsInput(params: URLSearchParams): ObjectsInput {
  const parsed = objectsInput.safeParse({
    ...{ oldUser: params.get('old') ?? '', newUser: params.get('new') ?? '' },
    ...{ verify: params.get('verify') ?? undefined, excludes: params.getAll('exclude') },
    ...{ bandwidth: params.get('bandwidth') || null, note: params.get('note') ?? undefined },
  });
  if (parsed.success) return parsed.data;
  throw new RehomeError('invalid', parsed.error.issues.map(({ message }) => message).join(' '));
}

export const cleanUpInput = z.strictObject({
  /** The UIDs of the pods to remove. */
  pods: z.array(z.string().min(1).max(100)).min(1, 'Choose at least one pod.').max(200),
});
/** What is old is decided by the settings. */
export const removeOldInput = z.strictObject({});
/** A test of the set-up takes nothing. */
export const testInput = z.strictObject({});
/** Who is to get a test. */
export const sendTestInput = z.strictObject({ channel: z.string().min(1).max(100) });
