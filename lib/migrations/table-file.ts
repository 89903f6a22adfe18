import { CSV_MARK, type CsvValue, csvLine } from '#lib/format/csv.ts';
import type { ExportFormat } from './export-format.ts';

/** How rows are written into a file: what each holds, and the head of each of its columns in CSV, in this order. */
export interface FileTable<Stored, Row extends Readonly<Record<string, CsvValue>>> {
  readonly rowOf: (stored: Stored) => Row;
  readonly heads: Readonly<Record<keyof Row & string, string>>;
}

/** The text of a file with these rows, a piece for each batch. JSON is one array, an object to a line. */
export async function* tableFile<Stored, Row extends Readonly<Record<string, CsvValue>>>(
  batches: AsyncIterable<readonly Stored[]>,
  format: ExportFormat,
  { rowOf, heads }: FileTable<Stored, Row>,
): AsyncGenerator<string> {
  if (format === 'csv') {
    const keys = Object.keys(heads);
    yield CSV_MARK + csvLine(Object.values<string>(heads));
    for await (const batch of batches) {
      const rows = batch.map(rowOf);
      yield rows.map((row) => csvLine(keys.map((key) => row[key]))).join('');
    }
    return;
  }
  let before = '[\n';
  for await (const batch of batches) {
    yield before + batch.map((stored) => JSON.stringify(rowOf(stored))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
