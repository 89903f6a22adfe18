import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { PlannedFile } from './plan.ts';
import type { HomeWriter } from './writer.ts';

/** Turns real source files into notebooks of nested folders, each with the checkpoint that Jupyter keeps beside it. */
export function writeNotebooks(home: HomeWriter, files: readonly PlannedFile[]): void {
  for (const { source, place } of files) {
    const notebook = asNotebook(readFileSync(source, 'utf8'), basename(source));
    const checkpoint = `.ipynb_checkpoints/${basename(place, '.ipynb')}-checkpoint.ipynb`;
    home.write(place, notebook);
    home.write(`${dirname(place)}/${checkpoint}`, notebook);
  }
}

/** https://nbformat.readthedocs.io/en/latest/format_description.html */
function asNotebook(text: string, title: string): string {
  const cells = text.split(/\n{3,}/).map((part, index) => ({
    cell_type: 'code',
    execution_count: index + 1,
    id: `cell-${index + 1}`,
    metadata: {},
    outputs: [],
    source: part.split(/(?<=\n)/),
  }));
  const heading = { cell_type: 'markdown', id: 'title', metadata: {}, source: [`# ${title}\n`] };
  const metadata = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } };
  return `${JSON.stringify({ cells: [heading, ...cells], metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
