import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commit, machine } from './machine.ts';

/** What was proven, in numbers that were measured. */
export interface Proof {
  readonly what: string;
  readonly count: string;
  readonly seed: number | null;
  readonly result: string;
  readonly seconds: number;
}

const FILE = fileURLToPath(new URL('../docs/proof.md', import.meta.url));
const [BEGIN, END] = ['<!-- test:long begin -->', '<!-- test:long end -->'];
const HEAD = `## The long tests

\`npm run test:long\` writes this table; a row is replaced when its proof has run again. \`REHOME_SEED\` repeats a row's choices.

| what | count | seed | result | took | date | commit | machine |
|---|---|---|---|---|---|---|---|
`;

/** Writes one row into the table of docs/proof.md, in place of the row of the same proof; all other text stays. */
export function report(proof: Proof): void {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Proof\n';
  const [before, rest] = text.includes(BEGIN)
    ? (text.split(BEGIN, 2) as [string, string])
    : [`${text.trimEnd()}\n\n`, ''];
  const [table = '', after = '\n'] = rest.includes(END) ? rest.split(END, 2) : [];
  const others = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what |'));
  const kept = others.filter((line) => !line.startsWith(`| ${proof.what} |`));
  mkdirSync(dirname(FILE), { recursive: true });
  const rows = [...kept, rowOf(proof)].sort();
  writeFileSync(FILE, `${before}${BEGIN}\n${HEAD}${rows.join('\n')}\n${END}${after}`);
}

function rowOf({ what, count, seed, result, seconds }: Proof): string {
  const took = seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  const date = new Date().toISOString().slice(0, 10);
  return `| ${[what, count, seed ?? '', result, took, date, commit(), machine()].join(' | ')} |`;
}
