import { z } from 'zod/mini';
import { Failure } from './failure.ts';
import { MARKER } from './marker-name.ts';
import { readOwnFile, replaceFile } from './own-file.ts';

/** How many of the runs before are remembered. */
const REMEMBERED = 100;

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const marker = z.object({
  state: z.literal('partial'),
  /** The run that may write here now. */
  run: uuid,
  /** The one that made the folder, which is named after it. */
  madeBy: uuid,
  /** Those that wrote here before, oldest first. */
  before: z.array(uuid),
  oldUser: z.string(),
  newUser: z.string(),
  /** What the copy will be called: the first run's name. */
  folder: z.string().check(z.regex(/^migrated-[A-Za-z0-9._-]{1,180}$/)),
  startedAt: z.string(),
});
/** What a partial folder says of itself. */
export type Marker = z.output<typeof marker>;

/** Reads the marker. Throws `ENOENT` where there is none, `unsafeHome` where it is not one of the migrator's. */
export function readMarker(dir: number): Marker {
  const text = readOwnFile(dir, MARKER);
  try {
    return marker.parse(JSON.parse(text));
  } catch (error) {
    throw new Failure('unsafeHome', 'The marker of the partial folder cannot be understood.', { cause: error });
  }
}

export const writeMarker = (dir: number, facts: Marker): void =>
  replaceFile(dir, MARKER, `${JSON.stringify(facts, null, 2)}\n`, facts.run);

/** The marker once `run` has taken over. */
export const takenOver = (found: Marker, run: string): Marker => ({
  ...found,
  run,
  before: found.run === run ? found.before : [...found.before, found.run].slice(-REMEMBERED),
});
