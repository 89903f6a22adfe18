import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Phase } from '#lib/migrations/states.ts';
import { type FinalResult, parseWireLine } from '#lib/migrations/wire.ts';
import { endOf, start } from './child.ts';
import { NEW } from './workplace.ts';

const MIGRATOR = join(import.meta.dirname, '..', '..', 'migrator', 'dist', 'main.js');

export interface Migration {
  readonly more?: readonly string[];
  /** The phase at whose beginning it is told to stop. */
  readonly stopAt?: Phase;
  /** Called with its process id when it has started. */
  readonly onStart?: (pid: number) => void;
}

export interface Migrated {
  readonly ms: number;
  readonly exitCode: number | null;
  /** What each step took, in ms, in order: from start to the first phase, the phases, and the last word to the end. */
  readonly steps: ReadonlyMap<string, number>;
  readonly result: FinalResult;
}

/** Runs the migrator as a pod and `npm run migrator` do. Throws where it says no result, or fails without having been told to stop. */
export async function migrate(oldHome: string, newHome: string, migration: Migration = {}): Promise<Migrated> {
  const { more = [], stopAt, onStart } = migration;
  const owner = ['--owner', `${NEW}:${NEW}`];
  const began = performance.now();
  const child = start(process.execPath, [MIGRATOR, '--old-home', oldHome, '--new-home', newHome, ...owner, ...more]);
  if (child.pid !== undefined) onStart?.(child.pid);
  const clock = new Steps(Date.now());
  let result: FinalResult | undefined;
  if (child.stdout === null) throw new Error('the migrator has no output');
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = parseWireLine(text);
    if (line?.type === 'phase') clock.next(line.phase, Date.parse(line.at));
    if (line?.type === 'phase' && line.phase === stopAt) child.kill('SIGTERM');
    if (line?.type === 'result') {
      result = line.result;
      clock.next('end', Date.parse(line.at));
    }
  });
  const exitCode = await endOf(child);
  const ms = performance.now() - began;
  if (!result) throw new Error(`the migrator ended with ${exitCode} and without a result`);
  if (exitCode !== 0 && stopAt === undefined) throw new Error(`the migrator ended with ${exitCode}: ${result.message}`);
  return { ms, exitCode, steps: clock.end(Date.now()), result };
}

/** Turns moments into spans. */
class Steps {
  readonly #steps = new Map<string, number>();
  #name = 'start';
  #at: number;

  constructor(at: number) {
    this.#at = at;
  }

  next(name: string, at: number): void {
    this.#steps.set(this.#name, (this.#steps.get(this.#name) ?? 0) + at - this.#at);
    this.#name = name;
    this.#at = at;
  }

  end(at: number): ReadonlyMap<string, number> {
    this.next('', at);
    return this.#steps;
  }
}
