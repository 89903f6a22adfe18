import type { CheckReport } from '#lib/migrations/check-report.ts';
import type { CheckRequest } from '../arguments.ts';
import { Crew } from '../crew/crew.ts';
import { crewSize } from '../crew/size.ts';
import { readExcludes } from '../excludes.ts';
import { failureOf } from '../failure.ts';
import { factsOf, type Home, type Owner, openHome, openHomes, roomOf } from '../homes.ts';
import type { Facts } from '../outcome.ts';
import { throwIfStopped } from '../pacer.ts';
import { Progress } from '../progress.ts';
import type { Reporter } from '../reporter.ts';
import { fitsInto } from '../room.ts';
import { lookAtHome } from './look-at-home.ts';
import { fitted, homeReport, neededFor } from './report-of.ts';
import type { Tally } from './tally.ts';

interface Opened {
  readonly old: Home | undefined;
  readonly new: Home | undefined;
  readonly owner: Owner | null;
}

/**
 * Looks at one home or a pair, changes nothing, and says one report. What it found, and whether a copy would fit, is in there: a
 * check that could be made ends well. Fills `facts`. Throws `badArguments`, and what opening the homes throws.
 */
export async function checkHomes(
  request: CheckRequest,
  reporter: Reporter,
  signal: AbortSignal,
  facts: Facts,
): Promise<void> {
  readExcludes(request.excludes);
  const homes = open(request);
  Object.assign(facts, {
    owner: homes.owner,
    oldHome: homes.old ? factsOf(homes.old.entry) : null,
    newHome: homes.new ? factsOf(homes.new.entry) : null,
    room: homes.new ? roomOf(homes.new.dir) : null,
  });
  throwIfStopped(signal);
  reporter.phase('scanning');
  const crew = new Crew(crewSize(request.workers));
  try {
    await lookAndReport(homes, { request, reporter, signal, facts, crew });
  } finally {
    await crew.end();
  }
}

interface Checking {
  readonly request: CheckRequest;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  readonly facts: Facts;
  readonly crew: Crew;
}

async function lookAndReport(homes: Opened, checking: Checking): Promise<void> {
  const { reporter, facts } = checking;
  const progress = new Progress(reporter);
  const before = { files: 0, bytes: 0 };
  const reportOn = async (home: Home | undefined, which: 'old' | 'new') => {
    if (!home) return undefined;
    const looked = await look(home, which, checking, (files, bytes) => progress.found(sum(before, { files, bytes })));
    Object.assign(before, sum(before, looked.tally.counts));
    return looked;
  };
  const old = await reportOn(homes.old, 'old');
  const fresh = await reportOn(homes.new, 'new');
  progress.found(before);
  Object.assign(facts, totalsOf(old?.tally ?? fresh?.tally));
  const { room, owner } = facts;
  const needed = old && room ? neededFor(old.tally) : null;
  const report: CheckReport = {
    ...{ old: old?.report ?? null, new: fresh?.report ?? null, room, owner },
    needed: needed && room ? { ...needed, fits: fitsInto(room, needed) } : null,
  };
  reporter.report(fitted(report));
}

function open(request: CheckRequest): Opened {
  const { oldHome, newHome, owner } = request;
  if (oldHome !== undefined && newHome !== undefined) return openHomes({ oldHome, newHome, owner });
  return {
    old: oldHome === undefined ? undefined : openHome(oldHome, 'old'),
    new: newHome === undefined ? undefined : openHome(newHome, 'new'),
    owner: owner === 'fromHome' ? null : owner,
  };
}

async function look(
  home: Home,
  which: 'old' | 'new',
  { request, crew, signal }: Checking,
  onFound: (files: number, bytes: number) => void,
) {
  const user = which === 'old' ? request.oldUser : request.newUser;
  // A run's own excludes say nothing about the new home.
  const excludes = which === 'old' ? request.excludes : [];
  try {
    const { tally, rows } = await lookAtHome(home, { crew, user, excludes, signal, onFound });
    return { tally, report: homeReport(home.entry, tally, rows) };
  } catch (error) {
    throw failureOf(error, 'unexpected', `looking at the ${which} home`);
  }
}

/** What a copy would count, of the home that was looked at first. */
const totalsOf = (tally: Tally | undefined): Partial<Facts> => {
  if (!tally) return {};
  const { files, sockets, devices, bytes } = tally.counts;
  return { totalFiles: files - sockets - devices, totalBytes: bytes };
};

const sum = (a: { files: number; bytes: number }, b: { files: number; bytes: number }) => ({
  files: a.files + b.files,
  bytes: a.bytes + b.bytes,
});
