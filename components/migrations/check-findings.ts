import { formatSize } from '#lib/format/size.ts';
import type { HomeReport } from '#lib/migrations/check-report.ts';

/** Something of a home that a person should know before it is copied. */
export interface CheckFinding {
  readonly label: string;
  readonly count: number;
  /** The first of them, as text. */
  readonly first: readonly string[];
}

/** What is worth knowing of a home, what matters most first; what it has none of is left out. */
export function findingsOf(home: HomeReport): readonly CheckFinding[] {
  const owners = home.owners.map(({ uid, gid, entries }) => `${uid}:${gid} owns ${entries}`);
  return [
    found('Entries that could not be read', home.unreadable),
    found('Files that hold secrets, by their names', home.secrets),
    found('Environments and kernels with absolute paths, to be made anew', home.environments),
    found('Links with an absolute path into the old home', home.absolute),
    found('Links that lead out of the home', home.leaving),
    counted('Sockets, which are left out', home.sockets),
    counted('Device files, which are left out', home.devices),
    counted('Files with set-id bits', home.setId),
    counted('Entries with access control lists', home.withAcl),
    { label: 'Owners', count: owners.length, first: owners.length > 1 ? owners : [] },
    {
      label: 'Folders that Rehome made earlier',
      count: home.rehome.length,
      first: home.rehome.map(({ name, state, bytes }) => `${name} (${state}, ${formatSize(bytes)})`),
    },
    {
      label: 'Largest folders',
      count: home.largest.length,
      first: home.largest.map(({ path, bytes }) => `${path} (${formatSize(bytes)})`),
    },
  ].filter(({ label, count }) => count > (label === 'Owners' ? 1 : 0));
}

const counted = (label: string, count: number): CheckFinding => ({ label, count, first: [] });

const found = (label: string, { count, first }: HomeReport['secrets']): CheckFinding => ({
  ...{ label, count },
  first: first.map(({ path, detail }) => (detail ? `${path} (${detail})` : path)),
});
