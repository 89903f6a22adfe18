import 'server-only';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { EvidenceKind } from './schema.ts';
import { inTransaction, type Store } from './store.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** What one piece of evidence may take in the database. */
export const EVIDENCE_BYTES = 2 * 1024 * 1024;

export interface EvidenceText {
  readonly kind: EvidenceKind;
  readonly text: string;
  /** Whether something was cut already. */
  readonly truncated: boolean;
}

export interface EvidenceRecord {
  readonly text: string;
  readonly truncated: boolean;
  readonly capturedAt: number;
}

/** Evidence ready to be stored: compressing takes time that no transaction should wait for. */
export interface PackedEvidence {
  readonly kind: EvidenceKind;
  readonly body: Uint8Array;
  readonly bytes: number;
  readonly truncated: boolean;
}

/** Compresses evidence. What does not fit loses whole lines from the start, since the end tells how it ended. */
export async function packEvidence({ kind, text, truncated }: EvidenceText): Promise<PackedEvidence> {
  let kept = Buffer.from(text);
  let body = await compress(kept);
  while (body.length > EVIDENCE_BYTES) {
    const wanted = Math.floor((kept.length * EVIDENCE_BYTES * 0.95) / body.length);
    kept = lastLines(kept, wanted);
    body = await compress(kept);
  }
  return { kind, body, bytes: kept.length, truncated: truncated || kept.length < Buffer.byteLength(text) };
}

/** The last lines that fit into `bytes`; the end of one line where even one does not fit. */
function lastLines(text: Buffer<ArrayBuffer>, bytes: number): Buffer<ArrayBuffer> {
  const from = text.length - bytes;
  const newline = text.indexOf('\n', from);
  return text.subarray(newline === -1 || newline === text.length - 1 ? from : newline + 1);
}

/** Stores evidence of a run; a piece of the same kind is replaced. */
export async function storeEvidence(
  { db, realm }: Store,
  runId: string,
  packed: readonly PackedEvidence[],
  at: number,
): Promise<void> {
  for (const { kind, body, bytes, truncated } of packed) {
    const row = { body, bytes, truncated: truncated ? 1 : 0, captured_at: at };
    await db
      .insertInto('evidence')
      .values({ run_id: runId, kind, realm, ...row })
      .onConflict((on) => on.columns(['run_id', 'kind']).doUpdateSet(row))
      .execute();
  }
}

/** One piece of a run's evidence, or undefined where none was saved. */
export async function readEvidence(
  { db, realm }: Store,
  runId: string,
  kind: EvidenceKind,
): Promise<EvidenceRecord | undefined> {
  const row = await db
    .selectFrom('evidence')
    .select(['body', 'truncated', 'captured_at'])
    .where('realm', '=', realm)
    .where('run_id', '=', runId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (!row) return undefined;
  const text = (await decompress(row.body)).toString('utf8');
  return { text, truncated: row.truncated === 1, capturedAt: row.captured_at };
}

/**
 * Saves evidence of a run that has not ended; evidence of an ended one never changes.
 * @returns false, with nothing saved, where it has ended or is not there
 */
export async function saveEvidence(
  store: Store,
  runId: string,
  evidence: readonly EvidenceText[],
  at: number,
): Promise<boolean> {
  const packed = await Promise.all(evidence.map(packEvidence));
  return inTransaction(store, async (inside) => {
    const { numUpdatedRows } = await inside.db
      .updateTable('runs')
      .set({ updated_at: at })
      .where('realm', '=', inside.realm)
      .where('id', '=', runId)
      .where('outcome', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await storeEvidence(inside, runId, packed, at);
    return true;
  });
}
