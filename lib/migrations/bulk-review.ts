import { listNotes } from './bulk-list-notes.ts';
import { plainWords, readRowOptions } from './bulk-options.ts';
import { roomNotes } from './bulk-room.ts';
import type { Bucket, BulkCommon, BulkOrder, BulkRow, RowNote, RowReview } from './bulk-views.ts';
import { pairKey } from './names.ts';
import type { Requirable } from './start-views.ts';

/** How much a note weighs: it forbids the row, wants another name, asks for a decision, or only tells. */
export type Weight = 'block' | 'choose' | 'ask' | 'tell';
export interface WeighedNote extends RowNote {
  readonly weight: Weight;
}

/** What is known of one account. */
export interface KnownUser {
  readonly displayName: string | null;
  /** Why it cannot take part in a run. */
  readonly problem: string | undefined;
  /** Whether the directory lists it. */
  readonly isListed: boolean;
  readonly likely: readonly string[];
  /** Why its home is not found. */
  readonly homeProblem: string | null;
  readonly server: string | null;
  readonly bytes: number | null;
  readonly bytesFree: number | null;
  readonly asOf: string | null;
}

/** Earlier copies of a pair. */
export interface KnownPair {
  /** The last one that finished, and the last that left a partial copy to go on in: their numbers. */
  readonly finished: number | null;
  readonly partial: number | null;
  /** Why a start now would have to wait. */
  readonly conflict: string | null;
}

export interface Known {
  readonly users: ReadonlyMap<string, KnownUser>;
  /** By `pairKey`. */
  readonly pairs: ReadonlyMap<string, KnownPair>;
  readonly required: readonly Requirable[];
  /** Where homes lie on one volume, each has the same room. */
  readonly isShared: boolean;
}

/** Sorts the rows of a list into what can be done with them, each with why. */
export function reviewRows(rows: readonly BulkRow[], common: BulkCommon, known: Known): readonly RowReview[] {
  const ofList = listNotes(rows);
  const looked = rows.map((row, at) => {
    const pair = known.pairs.get(pairKey(row));
    const notes = notesOf(row, ofList[at]?.notes ?? [], { pair, common, known });
    const bucket = bucketOf(notes, ofList[at]?.isRepeated ?? false, pair?.finished != null);
    return { ...row, notes, bucket, pair };
  });
  const room = roomNotes(
    looked.filter(({ bucket }) => bucket !== 'cannot' && bucket !== 'duplicate'),
    known,
  );
  return looked.map((row): RowReview => {
    const full = room.get(row);
    const notes = full ? [...row.notes, full] : row.notes;
    const bucket = full && row.bucket === 'ready' ? 'look' : row.bucket;
    const [from, to] = [known.users.get(row.oldUser), known.users.get(row.newUser)];
    return {
      bucket,
      notes: notes.map(({ column, words }) => ({ column, words })),
      decidable: (bucket === 'look' || bucket === 'done') && !has(notes, 'choose'),
      likely: { oldUser: likelyIn(row, 'oldUser', known), newUser: likelyIn(row, 'newUser', known) },
      names: { oldUser: from?.displayName ?? null, newUser: to?.displayName ?? null },
      bytes: from?.bytes ?? null,
      asOf: from?.bytes == null ? null : from.asOf,
    };
  });
}

interface Around {
  readonly pair: KnownPair | undefined;
  readonly common: BulkCommon;
  readonly known: Known;
}

function notesOf(
  row: BulkRow,
  ofList: readonly WeighedNote[],
  { pair, common, known }: Around,
): readonly WeighedNote[] {
  const { options, problems } = readRowOptions(row);
  return [
    ...userNotes(row, 'oldUser', known),
    ...userNotes(row, 'newUser', known),
    ...ofList,
    ...pairNotes(row, pair),
    ...policyNotes(row, common, known.required),
    ...problems.map((problem): WeighedNote => ({ ...problem, weight: 'block' })),
    ...plainWords(options).map((words): WeighedNote => ({ column: 'excludes', words, weight: 'tell' })),
  ];
}

const has = (notes: readonly WeighedNote[], weight: Weight): boolean => notes.some((note) => note.weight === weight);

function bucketOf(notes: readonly WeighedNote[], isRepeated: boolean, isDone: boolean): Bucket {
  if (isRepeated) return 'duplicate';
  if (has(notes, 'block')) return 'cannot';
  if (has(notes, 'choose')) return 'look';
  if (isDone) return 'done';
  return has(notes, 'ask') ? 'look' : 'ready';
}

/** Who may be meant by a name; not whom the row names on its other side. */
function likelyIn(row: BulkRow, column: 'oldUser' | 'newUser', { users }: Known): readonly string[] {
  const other = column === 'oldUser' ? row.newUser : row.oldUser;
  return (users.get(row[column])?.likely ?? []).filter((username) => username !== other);
}

function userNotes(row: BulkRow, column: 'oldUser' | 'newUser', known: Known): readonly WeighedNote[] {
  const name = row[column];
  const which = column === 'oldUser' ? 'old' : 'new';
  if (name === '') return [{ column, weight: 'block', words: `The ${which} account is missing.` }];
  const user = known.users.get(name);
  if (!user) return [];
  if (user.problem !== undefined) {
    const isLike = likelyIn(row, column, known).length > 0;
    return [{ column, weight: isLike ? 'choose' : 'block', words: user.problem }];
  }
  const notes: WeighedNote[] = [];
  if (!user.isListed) {
    notes.push({
      column,
      weight: 'ask',
      words: 'Nobody of this name is in the directory. It is used as it is written.',
    });
  } else if (user.homeProblem !== null) notes.push({ column, weight: 'ask', words: user.homeProblem });
  if (user.server !== null) {
    const words = `The server of the ${which} account is running. Files that change during the copy may arrive half-written.`;
    notes.push({ column, weight: 'tell', words });
  }
  return notes;
}

function pairNotes(row: BulkRow, pair: KnownPair | undefined): readonly WeighedNote[] {
  if (row.oldUser !== '' && row.oldUser === row.newUser) {
    return [{ column: 'newUser', weight: 'block', words: 'Old and new account are the same.' }];
  }
  const say = (weight: Weight, words: string): WeighedNote => ({ column: null, weight, words });
  return [
    ...(pair?.finished == null
      ? []
      : [say('ask', `Run #${pair.finished} copied this pair. Another copy is made beside it.`)]),
    ...(pair?.partial == null
      ? []
      : [say('ask', `Run #${pair.partial} left a partial copy. Resume that on its page, or start anew here.`)]),
    ...(pair?.conflict == null ? [] : [say('ask', pair.conflict)]),
  ];
}

function policyNotes(row: BulkRow, common: BulkCommon, required: readonly Requirable[]): readonly WeighedNote[] {
  const block = (column: 'why' | 'ticket' | null, words: string): WeighedNote => ({ column, weight: 'block', words });
  return [
    ...(required.includes('reason') && !(row.why || common.why.trim())
      ? [block('why', 'The policy asks for a reason.')]
      : []),
    ...(required.includes('ticket') && !(row.ticket || common.ticket.trim())
      ? [block('ticket', 'The policy asks for a ticket.')]
      : []),
    ...(required.includes('identity') && !common.identityConfirmed
      ? [block(null, 'The policy asks you to confirm that both accounts are one person’s.')]
      : []),
  ];
}

/** Why a row is not to start, in words; null where it is. */
export function refusalOf(row: BulkRow, { bucket, decidable, notes }: RowReview): string | null {
  if (bucket === 'ready' || (decidable && row.included)) return null;
  return notes.map(({ words }) => words).join(' ') || 'Nobody decided on this row.';
}

/** Rows in the order in which they are to start; of rows that hang together by an account, the upper stays the first. */
export function inStartOrder(
  rows: readonly BulkRow[],
  reviews: readonly RowReview[],
  order: BulkOrder,
): readonly { readonly row: BulkRow; readonly review: RowReview }[] {
  const both = rows.flatMap((row, at) => {
    const review = reviews[at];
    return review ? [{ row, review }] : [];
  });
  if (order === 'file') return both;
  // What each side of an account weighs so far: whoever takes up the other side after it weighs as much at least.
  const asOld = new Map<string, number>();
  const asNew = new Map<string, number>();
  const weighed = both.map((each) => {
    const { oldUser, newUser } = each.row;
    const own = each.review.bytes ?? Number.MAX_SAFE_INTEGER;
    const weight = Math.max(own, asNew.get(oldUser) ?? 0, asOld.get(newUser) ?? 0);
    asNew.set(newUser, Math.max(asNew.get(newUser) ?? 0, weight));
    asOld.set(oldUser, Math.max(asOld.get(oldUser) ?? 0, weight));
    return { ...each, weight };
  });
  return weighed.sort((a, b) => a.weight - b.weight);
}
