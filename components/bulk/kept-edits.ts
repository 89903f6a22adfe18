import { BULK_COLUMNS, type BulkCells, type BulkColumn, type BulkRow } from '#lib/migrations/bulk-views.ts';

/** A cell that was written otherwise than the list has it. */
interface KeptEdit {
  readonly column: BulkColumn;
  readonly from: string;
  readonly to: string;
}

/** What was done to one line, also under readings in which it cannot be seen. */
interface KeptLine {
  readonly line: number;
  /** Whether the text is the one it was done to; of another text, a line is the same only with the same pair. */
  readonly isSure: boolean;
  /** The pairs that the line was read as. */
  readonly pairs: readonly string[];
  readonly edits: readonly KeptEdit[];
  readonly isOut: boolean;
}

/** What somebody did to a list, to be done again whenever it is read anew. */
export interface Memory {
  readonly lines: readonly KeptLine[];
  /** Pairs, as edited, that are to start all the same. */
  readonly decided: readonly string[];
}

export const NOTHING_KEPT: Memory = { lines: [], decided: [] };

/** A list as it was read, and what was made of it. */
interface Edited {
  readonly read: readonly BulkCells[];
  readonly rows: readonly BulkRow[];
  /** Rows that were taken out, as they were edited. */
  readonly out: readonly BulkRow[];
}

/** A pair that names nobody says of no line which it is. */
const isPair = (pair: string): boolean => !pair.includes('""');

const pairOf = ({ oldUser, newUser }: Pick<BulkCells, 'oldUser' | 'newUser'>): string =>
  JSON.stringify([oldUser, newUser]);

/** What was known before, and what this list has besides. */
export function remember(before: Memory, { read, rows, out }: Edited): Memory {
  const lines = new Map(before.lines.map((kept) => [kept, kept]));
  const known = new Map(before.lines.filter(({ isSure }) => isSure).map((kept) => [kept.line, kept]));
  const shown = new Map([...rows, ...out].map((row) => [row.line, row]));
  const outside = new Set(out.map(({ line }) => line));
  const added = read.flatMap((cells): KeptLine[] => {
    const { line } = cells;
    const row = shown.get(line);
    const last = known.get(line);
    if (!row) return [];
    if (last) lines.delete(last);
    const hidden = (last?.edits ?? []).filter(({ column, from }) => from !== cells[column]);
    const edits = [
      ...hidden,
      ...BULK_COLUMNS.filter((column) => row[column] !== cells[column]).map((column) => ({
        ...{ column, from: cells[column], to: row[column] },
      })),
    ];
    const isOut = outside.has(line);
    if (edits.length === 0 && !isOut) return [];
    return [{ line, isSure: true, pairs: [...new Set([...(last?.pairs ?? []), pairOf(cells)])], edits, isOut }];
  });
  const here = new Set([...rows, ...out].map(pairOf));
  const decided = [...rows, ...out].filter(({ included }) => included).map(pairOf);
  return {
    lines: [...lines.values(), ...added],
    decided: [...new Set([...before.decided.filter((pair) => !here.has(pair)), ...decided])],
  };
}

/** Does to a list that was read anew what was done to it before: where a line's cells are the ones that were edited. */
export function recall(
  memory: Memory,
  read: readonly BulkCells[],
  isSameText: boolean,
): { readonly memory: Memory; readonly rows: readonly BulkRow[]; readonly out: readonly BulkRow[] } {
  const lines = isSameText ? memory.lines : memory.lines.map((kept) => ({ ...kept, isSure: false }));
  const found = findLines(lines, read);
  const decided = new Set(memory.decided);
  const rows = read.map((cells): BulkRow => {
    const edits = found.get(cells)?.edits.filter(({ column, from }) => from === cells[column]) ?? [];
    const edited = { ...cells, ...Object.fromEntries(edits.map(({ column, to }) => [column, to])) };
    return { ...edited, included: decided.has(pairOf(edited)) };
  });
  const isOut = (_: BulkRow, at: number): boolean => {
    const cells = read[at];
    return cells !== undefined && found.get(cells)?.isOut === true;
  };
  const moved = new Map([...found].map(([cells, kept]) => [kept, moveTo(cells, kept)]));
  return {
    memory: { lines: lines.map((kept) => moved.get(kept) ?? kept), decided: memory.decided },
    rows: rows.filter((row, at) => !isOut(row, at)),
    out: rows.filter(isOut),
  };
}

const moveTo = (cells: BulkCells, kept: KeptLine): KeptLine => ({
  ...{ ...kept, line: cells.line, isSure: true, pairs: [...new Set([...kept.pairs, pairOf(cells)])] },
});

/** What is known of each line: by its place, or in another text by its pair, in the order in which they stand. */
function findLines(lines: readonly KeptLine[], read: readonly BulkCells[]): ReadonlyMap<BulkCells, KeptLine> {
  const found = new Map<BulkCells, KeptLine>();
  const byLine = Map.groupBy(lines, ({ line }) => line);
  for (const cells of read) {
    const here = byLine.get(cells.line) ?? [];
    const kept =
      here.find(({ isSure }) => isSure) ??
      here.find(({ pairs }) => isPair(pairOf(cells)) && pairs.includes(pairOf(cells)));
    if (kept) found.set(cells, kept);
  }
  const taken = new Set(found.values());
  const elsewhere = new Map<string, KeptLine[]>();
  for (const kept of lines) {
    if (kept.isSure || taken.has(kept)) continue;
    for (const pair of kept.pairs.filter(isPair)) elsewhere.set(pair, [...(elsewhere.get(pair) ?? []), kept]);
  }
  for (const cells of read) {
    const kept = found.has(cells) ? undefined : elsewhere.get(pairOf(cells))?.find((each) => !taken.has(each));
    if (!kept) continue;
    found.set(cells, kept);
    taken.add(kept);
  }
  return found;
}
