import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commit, machine } from '../proof/machine.ts';
import type { Bench, Figure } from './figure.ts';

const FILE = fileURLToPath(new URL('../docs/proof.md', import.meta.url));
const [BEGIN, END] = ['<!-- bench:begin -->', '<!-- bench:end -->'];
const HEAD = `## The benches

\`npm run bench -- --write\` writes these tables; a table is replaced when its bench has run again. Times depend on the machine and on what
else it does, so compare the ratios: ours and the peer were measured in turn. Load is the average of the last minute before the bench.
`;

/** One bench as a chapter of Markdown. `load` is that of the machine before it. */
export function chapterOf({ title, how }: Bench, figures: readonly Figure[], load: number): string {
  const hasPeer = figures.some(({ peer }) => peer !== undefined);
  const cells = ({ what, measured, peer = '', ratio = '' }: Figure) => [
    what,
    measured,
    ...(hasPeer ? [peer, ratio] : []),
  ];
  const head = ['what', 'measured', ...(hasPeer ? ['peer', 'ratio'] : [])];
  const rows = [head, head.map(() => '---'), ...figures.map(cells)].map((row) => `| ${row.join(' | ')} |`);
  const date = new Date().toISOString().slice(0, 10);
  const where = `${date}, ${commit()}, load ${load.toFixed(1)}, ${machine()}.`;
  return `### ${title}\n\n${how}\n\n${rows.join('\n')}\n\n${where}\n`;
}

/** Puts a chapter into docs/proof.md in place of the one of the same title; all other text stays. */
export function writeChapter(title: string, chapter: string): void {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Proof\n';
  const [before = '', rest = ''] = text.includes(BEGIN) ? text.split(BEGIN, 2) : [`${text.trimEnd()}\n\n`];
  const [section = '', after = '\n'] = rest.includes(END) ? rest.split(END, 2) : [];
  const known = section.split(/^(?=### )/m).filter((part) => part.startsWith('### '));
  const isSame = (part: string) => part.startsWith(`### ${title}\n`);
  const chapters = known.map((part) => (isSame(part) ? chapter : `${part.trimEnd()}\n`));
  if (!known.some(isSame)) chapters.push(chapter);
  writeFileSync(FILE, `${before}${BEGIN}\n${HEAD}\n${chapters.join('\n')}${END}${after}`);
}
