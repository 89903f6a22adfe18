import type { ByteName } from '../byte-name.ts';
import { environmentIn } from '../check/environment.ts';
import { liesIn, usualPaths } from '../check/link-target.ts';
import type { WorkerContext } from '../crew/job.ts';
import { nameOf } from '../dirents.ts';

/** How many of a kind one worker tells; links are counted beyond that. */
const TOLD = 100;

/** Told by a worker: something in the home that will not work from the copy. */
export interface Finding {
  readonly found: 'link' | 'environment';
  readonly path: ByteName;
  /** Where the link leads, or what the environment is. */
  readonly detail: string;
}

/** Looks out for what the receipt should tell the person to check: links back into the old home, environments to rebuild. */
export class Findings {
  readonly #context: WorkerContext;
  readonly #paths: readonly ByteName[];
  readonly #told = { link: 0, environment: 0 };

  constructor(context: WorkerContext, home: string, user: string) {
    this.#context = context;
    this.#paths = usualPaths(home, user);
  }

  /** Links that were seen, and not told one by one. */
  get untoldLinks(): number {
    return Math.max(0, this.#told.link - TOLD);
  }

  link(path: ByteName, target: ByteName): void {
    if (target.startsWith('/') && liesIn(this.#paths, target)) this.#tell({ found: 'link', path, detail: target });
  }

  /** A folder with one of the files that make an environment or a kernel. */
  folder(dir: number, path: ByteName, names: readonly ByteName[]): void {
    const what = path === '' || names.length === 0 ? undefined : environmentIn(dir, path, names);
    if (what !== undefined) this.#tell({ found: 'environment', path, detail: what });
  }

  #tell(finding: Finding): void {
    this.#told[finding.found] += 1;
    if (this.#told[finding.found] <= TOLD) this.#context.tell(finding);
  }
}

const TELLING: ReadonlySet<ByteName> = new Set(['pyvenv.cfg', 'conda-meta', 'kernel.json']);
/** Their lengths with the NUL at the end, so that few names have to be read. */
const LENGTHS: ReadonlySet<number> = new Set([...TELLING].map(({ length }) => length + 1));

/** A name that `folder` wants to hear of, or undefined. */
export function tellingName(bytes: Buffer): ByteName | undefined {
  if (!LENGTHS.has(bytes.length)) return undefined;
  const name = nameOf(bytes);
  return TELLING.has(name) ? name : undefined;
}
