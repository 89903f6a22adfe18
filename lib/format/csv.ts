/** What a cell may hold; null and undefined are an empty one. */
export type CsvValue = string | number | boolean | null | undefined;

/**
 * What spreadsheets take for the beginning of a formula, also after a byte order mark or in full width. A quote before it
 * makes it text.
 */
const FORMULA = /^[\uFEFF]?[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file as RFC 4180 has it. No cell of text can become a formula. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(cell).join(',')}\r\n`;

/** At the head of a file: without it spreadsheets read names of other scripts wrongly. */
export const CSV_MARK = '\uFEFF';
