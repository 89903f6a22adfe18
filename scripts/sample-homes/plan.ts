import type { Part, SamplePerson } from './people.ts';
import type { Pool, PoolFile } from './pool.ts';

/** A real file and its place in a home. */
export interface PlannedFile {
  readonly source: string;
  readonly place: string;
  readonly bytes: number;
}

/** A part of a home with the real files that it is made of. */
export interface PlannedPart {
  readonly part: Part;
  readonly files: readonly PlannedFile[];
}

/** Everything that one home will hold. */
export interface HomePlan {
  readonly person: SamplePerson;
  readonly parts: readonly PlannedPart[];
}

/** Decides for every home which real file goes where. The same machine gives the same plan, so a broken-off work can go on. */
export function planHomes(people: readonly SamplePerson[], pool: Pool): HomePlan[] {
  let bytes = 0;
  const plans: HomePlan[] = [];
  for (const person of people) {
    const parts: PlannedPart[] = [];
    for (const part of person.parts ?? []) {
      const files = planPart(part, pool, bytes);
      bytes += files.reduce((sum, file) => sum + file.bytes, 0);
      parts.push({ part, files });
    }
    if (person.parts) plans.push({ person, parts });
  }
  return plans;
}

/** `bytes` is what the parts before this one hold. */
function planPart(part: Part, pool: Pool, bytes: number): PlannedFile[] {
  switch (part.kind) {
    case 'files':
      return pool.take(part.from, part.count).map((file) => placed(file, part.into));
    case 'environment':
      return pool.take('python', part.count).map((file) => placed(file, `${part.into}/lib/python3.11/site-packages`));
    case 'notebooks':
      return pool.take('python', part.count).map((file, index) => placed(file, part.into, notebookName(index)));
    case 'large':
      return pool.takeLarge(part.untilBytes - bytes).map((file) => placed(file, part.into));
    case 'special-files':
    case 'odd-names':
    case 'right-to-left':
    case 'sparse':
    case 'links':
      return pool.take('share', 12).map((file) => placed(file, '.'));
    case 'dot-files':
      return [];
    default:
      return part satisfies never;
  }
}

function placed(file: PoolFile, into: string, below = file.below): PlannedFile {
  return { source: file.path, place: `${into}/${below}`, bytes: file.bytes };
}

/** Three levels of folders, as people keep their notebooks: year, quarter, subject. */
function notebookName(index: number): string {
  const year = 2022 + (index % 4);
  const quarter = 1 + (Math.floor(index / 4) % 4);
  return `${year}/q${quarter}/subject-${String(1 + (index % 5)).padStart(2, '0')}/analysis ${index + 1}.ipynb`;
}
