import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { RehomeError } from '#lib/errors.ts';
import { guessMapping, isHeader } from './bulk-columns.ts';
import {
  BULK_COLUMNS,
  BULK_LIMITS,
  type BulkCells,
  type BulkColumn,
  type BulkMapping,
  type BulkTable,
  CELL_LENGTHS,
} from './bulk-views.ts';

/** How somebody wants a list read otherwise than it was guessed. */
export interface ReadingChoices {
  readonly hasHeader?: boolean | undefined;
  readonly mapping?: BulkMapping | undefined;
}

/**
 * Reads a list of pairs as it was pasted or uploaded: CSV with commas, semicolons or tabs, or two names a line. The names
 * of the columns tell what they hold; without any, they are taken in the order of the template.
 * @throws RehomeError `invalid` with a sentence that names the line
 */
export function readBulkText(text: string, choices: ReadingChoices = {}): BulkTable {
  if (Buffer.byteLength(text) > BULK_LIMITS.bytes) {
    throw invalid(`The list is larger than ${BULK_LIMITS.bytes / 1024} KiB. Split it into several.`);
  }
  const records = recordsOf(text);
  const first = records[0]?.cells ?? [];
  const hasHeader = choices.hasHeader ?? isHeader(first);
  const width = Math.max(0, ...records.map(({ cells }) => cells.length));
  const heads = Array.from({ length: width }, (_, at) => (hasHeader && first[at]) || `Column ${at + 1}`);
  const body = hasHeader ? records.slice(1) : records;
  if (body.length === 0) throw invalid('The list has no rows. Paste at least one line with two accounts.');
  if (body.length > BULK_LIMITS.rows) {
    const line = body[BULK_LIMITS.rows]?.line;
    throw invalid(
      `The list has more than ${BULK_LIMITS.rows} rows. Cut it before line ${line}, and start the rest later.`,
    );
  }
  const mapping = choices.mapping ?? guessMapping(hasHeader ? first : [], width);
  return { heads, hasHeader, mapping, rows: body.map((record) => rowOf(record, mapping)) };
}

interface Found {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): readonly Found[] {
  const found: Found[] = [];
  const delimiter = delimiterOf(text);
  try {
    parse(text, {
      ...{ bom: true, delimiter, trim: true, relax_quotes: true, relax_column_count: true },
      ...{ skip_empty_lines: true, info: true, max_record_size: 10_000 },
      onRecord: (record: unknown) => {
        const { record: cells, info } = record as { record: string[]; info: { lines: number } };
        const shown = cells.map(plain);
        const isSaid = (cell: string): boolean => cell !== '';
        // Several blanks between two names are one gap.
        if (shown.some(isSaid))
          found.push({ line: info.lines, cells: delimiter === BLANK ? shown.filter(isSaid) : shown });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalid(problemWords(error.code, (found.at(-1)?.line ?? 0) + 1));
  }
  return found;
}

const BLANK = ' ';

/** What separates the cells, by the first line that says something; people also write names with an arrow or blanks between. */
function delimiterOf(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length - 1 }));
  const most = counted.reduce((best, each) => (each.count > best.count ? each : best));
  if (most.count > 0) return most.sign;
  const arrow = ['->', '→', '=>'].find((sign) => line.includes(sign));
  return arrow ?? BLANK;
}

/** A cell in one line; a file that Rehome wrote has a quote before what a spreadsheet would take for a formula. */
const plain = (cell: string): string =>
  cell
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/^'(?=[=+\-@])/, '')
    .trim();

function rowOf({ line, cells }: Found, mapping: BulkMapping): BulkCells {
  const cellOf = (column: BulkColumn): string => {
    const at = mapping[column];
    const cell = at === null ? '' : (cells[at] ?? '');
    if (cell.length <= CELL_LENGTHS[column]) return cell;
    throw invalid(`Line ${line}: ${COLUMN_WORDS[column]} is longer than ${CELL_LENGTHS[column]} characters.`);
  };
  const [oldUser = '', newUser = '', why = '', ticket = '', excludes = '', verify = ''] = BULK_COLUMNS.map(cellOf);
  return { line, oldUser, newUser, why, ticket, excludes, verify };
}

const COLUMN_WORDS: Readonly<Record<BulkColumn, string>> = {
  oldUser: 'the old account',
  newUser: 'the new account',
  why: 'the reason',
  ticket: 'the ticket',
  excludes: 'what is left out',
  verify: 'how it is compared',
};

function problemWords(code: string, line: number): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `Line ${line}: a quotation mark opens a cell and none closes it.`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `Line ${line}: the row is longer than 10,000 characters.`;
  return `Line ${line}: this cannot be read as CSV.`;
}

const invalid = (message: string): RehomeError => new RehomeError('invalid', message, { fields: { text: message } });
