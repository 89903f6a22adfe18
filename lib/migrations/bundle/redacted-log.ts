import { setImmediate } from 'node:timers/promises';
import { MAX_LINE } from '../live-run.ts';
import { parseWireLine } from '../wire.ts';
import type { Redactor } from './redactor.ts';

/** Lines at one go: what else the server is asked has its turn in between. */
const AT_ONE_GO = 100;

/** A log, line by line without names. A line that is not one of the migrator's own is plain text, and cut where it is long. */
export async function redactedLog(text: string, redactor: Redactor): Promise<string> {
  const lines: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    lines.push(redactedLine(line, redactor));
    if (index % AT_ONE_GO === AT_ONE_GO - 1) await setImmediate();
  }
  return lines.join('\n');
}

function redactedLine(line: string, redactor: Redactor): string {
  const said = parseWireLine(line);
  if (said) return JSON.stringify(redactor.tree(said, 'line'));
  const cut = line.slice(0, MAX_LINE);
  return redactor.said(cut) + (cut.length < line.length ? ' (cut)' : '');
}
