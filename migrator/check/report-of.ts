import type { CheckReport, HomeReport } from '#lib/migrations/check-report.ts';
import { asciiJson } from '#lib/migrations/wire.ts';
import { type ByteName, printable } from '../byte-name.ts';
import type { Entry } from '../entry.ts';
import { ALL, type ExcludeRow } from './exclude-rows.ts';
import { KEPT_PLACES, type PlaceList, type Tally } from './tally.ts';

const LARGEST = 20;
const OWNERS = 20;
/** Longest text of one path or detail, in characters. */
const SHOWN = 300;
/** The whole report goes into one line of the log. */
const MOST_BYTES = 240 * 1024;

/** What a check tells of one home, from the tally of all its folders. */
export function homeReport({ uid, gid, mode }: Entry, tally: Tally, rows: readonly ExcludeRow[]): HomeReport {
  return {
    ...{ uid, gid, mode },
    ...tally.counts,
    ...{ depth: tally.depth, longestPath: tally.longestPath },
    largest: [...tally.sizes]
      .sort(([, a], [, b]) => b.bytes - a.bytes || b.files - a.files)
      .slice(0, LARGEST)
      .map(([path, amount]) => ({ path: shown(path), ...amount })),
    ...places(tally),
    owners: [...tally.owners]
      .sort(([, a], [, b]) => b - a)
      .slice(0, OWNERS)
      .map(([ids, entries]) => ({ ...idsOf(ids), entries })),
    rehome: tally.rehome
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, ...folder }) => ({
        ...{ name: shown(name), ...folder },
        ...(tally.rehomeSizes.get(name) ?? { files: 0, bytes: 0 }),
      })),
    savings: rows.filter(({ bit }) => bit !== ALL).map(({ word, bit }) => ({ exclude: word, ...saved(tally, bit) })),
  };
}

/** What a copy of the home would need: files, bytes on disk at least, and inodes. */
export function neededFor(tally: Tally): { files: number; bytes: number; inodes: number } {
  const linked = [...tally.linked.values()].filter(({ kept }) => (kept & ALL) !== 0);
  return {
    files: tally.needed.files,
    bytes: tally.needed.bytes + linked.reduce((sum, { needed }) => sum + needed, 0),
    inodes: tally.needed.inodes + linked.length,
  };
}

/** The report, its lists cut so far that it fits into a line. */
export function fitted(report: CheckReport): CheckReport {
  for (let most = KEPT_PLACES; most > 0; most = Math.floor(most / 2)) {
    const cut = {
      ...report,
      old: report.old && shortened(report.old, most),
      new: report.new && shortened(report.new, most),
    };
    if (asciiJson(cut).length <= MOST_BYTES) return cut;
  }
  return { ...report, old: report.old && shortened(report.old, 0), new: report.new && shortened(report.new, 0) };
}

/** What leaving out by one exclude saves: a file with several names only where it leaves out all of them. */
function saved(tally: Tally, bit: number): { files: number; bytes: number } {
  const { files, bytes } = tally.excluded[Math.log2(bit)] ?? { files: 0, bytes: 0 };
  let linked = 0;
  for (const { kept, bytes } of tally.linked.values()) if ((kept & bit) === 0) linked += bytes;
  return { files, bytes: bytes + linked };
}

const LISTS = ['leaving', 'absolute', 'environments', 'secrets', 'unreadable'] as const satisfies PlaceList[];

const places = ({ lists }: Tally): Pick<HomeReport, PlaceList> => {
  const shownOf = (list: PlaceList) => ({
    count: lists[list].count,
    first: lists[list].first
      .map(({ path, detail }) => ({ path: shown(path), detail: middleCut(detail) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
  return {
    ...{ leaving: shownOf('leaving'), absolute: shownOf('absolute'), environments: shownOf('environments') },
    ...{ secrets: shownOf('secrets'), unreadable: shownOf('unreadable') },
  };
};

function shortened(report: HomeReport, most: number): HomeReport {
  const cut = LISTS.map((list) => [list, { ...report[list], first: report[list].first.slice(0, most) }]);
  const { largest, rehome } = report;
  return { ...report, ...Object.fromEntries(cut), largest: largest.slice(0, most), rehome: rehome.slice(0, most) };
}

const shown = (path: ByteName): string => middleCut(printable(path));
const middleCut = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN / 3)}…${text.slice(-(SHOWN * 2) / 3 + 1)}`;

function idsOf(ids: string): { uid: number; gid: number } {
  const [uid = 0, gid = 0] = ids.split(':').map(Number);
  return { uid, gid };
}
