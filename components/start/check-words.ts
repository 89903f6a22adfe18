import { type CheckFinding, findingsOf } from '#components/migrations/check-findings.ts';
import { formatSize, groupDigits } from '#lib/format/size.ts';
import type { CheckReport, HomeReport } from '#lib/migrations/check-report.ts';
import type { Finding } from './outlook.ts';

/** Less than this part of the new home's file system left over is worth a warning. */
const SCARCE = 0.05;

/** What a check says of each topic that only a look into the homes can tell. */
export function findingsOfReport(report: CheckReport, made: ExcludesMade): readonly Finding[] {
  const { old } = report;
  return [
    placesOf(report),
    roomOf(report, made),
    ...(leavesNothing(report, made) ? [NOTHING] : []),
    ...(old ? [...contentOf(old), breaksOf(old)].map((finding) => ofTheWhole(finding, made)) : []),
    { topic: 'Cluster', grade: 'good', words: 'The check’s pod ran: image, volumes and permissions are fine.' },
  ];
}

const NOTHING: Finding = {
  ...{ topic: 'Content', grade: 'warning', see: 'options' },
  words: 'Everything in the home is left out: no file would be copied.',
};

/** Whether nothing is left to copy of a home that has something. */
const leavesNothing = ({ old, needed }: CheckReport, { checked, chosen }: ExcludesMade): boolean =>
  old !== null && old.files > 0 && needed?.files === 0 && within(checked, chosen);

/** What the check took for left out, and what the form leaves out now. */
export interface ExcludesMade {
  readonly checked: readonly string[];
  readonly chosen: readonly string[];
}

/** A check looks at the whole home, whatever is to be left out of the copy. */
function ofTheWhole(finding: Finding, { chosen }: ExcludesMade): Finding {
  if (finding.grade === 'good' || chosen.length === 0) return finding;
  return { ...finding, words: `${finding.words} Counted in the whole home, also in what is left out.` };
}

/** Whether all of some are among others. */
export const within = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((each) => all.includes(each));

function placesOf({ owner, ...report }: CheckReport): Finding {
  const partial = report.new?.rehome.filter(({ state }) => state === 'partial') ?? [];
  const owned = owner ? ` The copy will belong to ${owner.uid}:${owner.gid}.` : '';
  if (partial.length === 0)
    return { topic: 'Places', grade: 'good', words: `Both homes are there, neither is a link.${owned}` };
  const [count, bytes] = [partial.length, partial.reduce((sum, folder) => sum + folder.bytes, 0)];
  const words = `${many(count, 'partial copy', 'partial copies')} of ${formatSize(bytes)} from earlier runs in the new home. Resume or remove ${count === 1 ? 'it' : 'them'} from the run’s page.`;
  const first = partial.map(({ name, bytes: size }) => `${name} (${formatSize(size)})`);
  return { topic: 'Places', grade: 'note', words, lists: [{ label: 'Partial copies', count, first }] };
}

/** Leaving out more than the check did takes less room, leaving out less takes more; anything else has to be checked. */
function roomOf({ needed, room }: CheckReport, { checked, chosen }: ExcludesMade): Finding {
  if (!needed || !room) return { topic: 'Room', grade: 'not-known', words: 'The check could not tell.' };
  const applies = needed.fits ? within(checked, chosen) : within(chosen, checked);
  if (!applies) {
    const words = 'What is left out has changed since the check. Check again to know whether it fits.';
    return { topic: 'Room', grade: 'not-known', words };
  }
  // Where it fits, all that the check took for left out still is; where it does not, nothing else is.
  const isAsChecked = within(chosen, checked) && within(checked, chosen);
  const about = isAsChecked ? '' : needed.fits ? 'At most ' : 'at least ';
  const numbers = `${about}${formatSize(needed.bytes)} needed, ${formatSize(room.bytesFree)} free`;
  if (!needed.fits) {
    const full = room.inodesFree > 0 && room.inodesFree < needed.inodes;
    const inodes = full
      ? ` ${groupDigits(needed.inodes)} inodes are needed, ${groupDigits(room.inodesFree)} are free.`
      : '';
    const words = `It does not fit: ${numbers}, and some head-room is kept.${inodes} Make room, or leave more out.`;
    return { topic: 'Room', grade: 'blocked', words, see: 'options' };
  }
  if (room.bytesFree - needed.bytes < room.bytesTotal * SCARCE) {
    const left = formatSize(room.bytesFree - needed.bytes);
    return {
      topic: 'Room',
      grade: 'warning',
      words: `It fits, but ${isAsChecked ? 'leaves' : 'may leave'} only ${left} free.`,
      see: 'options',
    };
  }
  return { topic: 'Room', grade: 'good', words: `${numbers}. A user’s own quota is not known.` };
}

function contentOf(home: HomeReport): readonly Finding[] {
  const { unreadable, leaving, secrets, sockets, devices, withAcl } = home;
  const parts = [
    leaving.count > 0 && `${many(leaving.count, 'link leads', 'links lead')} out of the home, kept as links`,
    sockets + devices > 0 && `${many(sockets + devices, 'socket or device', 'sockets and devices')}, left out`,
    secrets.count > 0 && `${many(secrets.count, 'file looks', 'files look')} like secrets`,
    withAcl > 0 && `${many(withAcl, 'entry has', 'entries have')} an access control list`,
  ].filter((part) => part !== false);
  const noted: Finding =
    parts.length === 0
      ? { topic: 'Content', grade: 'good', words: 'Nothing out of the ordinary' }
      : {
          topic: 'Content',
          grade: 'note',
          words: `${parts.join('; ')}.`,
          lists: listsOf(home, ['leaving', 'secrets']),
        };
  if (unreadable.count === 0) return [noted];
  const words = `${many(unreadable.count, 'entry', 'entries')} can’t be read, and will be left out and noted.`;
  return [
    { topic: 'Content', grade: 'warning', words, lists: listsOf(home, ['unreadable']) },
    ...(parts.length > 0 ? [noted] : []),
  ];
}

function breaksOf(home: HomeReport): Finding {
  const { environments, absolute } = home;
  const parts = [
    environments.count > 0 && many(environments.count, 'environment or kernel', 'environments and kernels'),
    absolute.count > 0 && many(absolute.count, 'link', 'links'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return { topic: 'May break', grade: 'good', words: 'Nothing holds a path of the old home' };
  const hold = environments.count + absolute.count === 1 ? 'holds' : 'hold';
  const words = `${parts.join(' and ')} ${hold} paths of the old home. The receipt tells the person what to make anew.`;
  return { topic: 'May break', grade: 'note', words, lists: listsOf(home, ['environments', 'absolute']) };
}

type Listed = 'leaving' | 'secrets' | 'unreadable' | 'environments' | 'absolute';

/** The check's own lists, under the names that its page gives them. */
function listsOf(home: HomeReport, which: readonly Listed[]): readonly CheckFinding[] {
  const none = { count: 0, first: [] };
  const nothing = { leaving: none, secrets: none, unreadable: none, environments: none, absolute: none };
  const chosen = Object.fromEntries(which.map((each) => [each, home[each]]));
  const bare = { sockets: 0, devices: 0, setId: 0, withAcl: 0, owners: [], rehome: [], largest: [] };
  return findingsOf({ ...home, ...bare, ...nothing, ...chosen });
}

const many = (count: number, one: string, more: string): string => `${groupDigits(count)} ${count === 1 ? one : more}`;
