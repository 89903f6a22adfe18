import type { HomeFacts } from '#lib/history/home-facts.ts';
import type { HomeFolders } from '#lib/history/home-folders.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { CheckReport, HomeReport } from './check-report.ts';
import type { FinalResult } from './wire.ts';

/** What a run saw of both homes at that time. A check has counted them; a copy knows the size of the old one alone. */
export function homeFactsOf(
  { oldUser, newUser }: Pick<RunRecord, 'oldUser' | 'newUser'>,
  result: FinalResult | undefined,
  report: CheckReport | undefined,
  at: number,
): readonly HomeFacts[] {
  if (report) {
    const bytesFree = report.room?.bytesFree ?? null;
    return [
      ...(report.old ? [counted(oldUser, report.old, at, null)] : []),
      ...(report.new ? [counted(newUser, report.new, at, bytesFree)] : []),
    ];
  }
  if (!result) return [];
  const { oldHome, newHome, totalBytes, totalFiles, room } = result;
  const size = totalFiles > 0 ? { bytes: totalBytes, files: totalFiles } : { bytes: null, files: null };
  const unsized = { bytes: null, files: null };
  return [
    ...(oldHome ? [{ user: oldUser, at, uid: oldHome.uid, gid: oldHome.gid, ...size, bytesFree: null }] : []),
    ...(newHome
      ? [{ user: newUser, at, uid: newHome.uid, gid: newHome.gid, ...unsized, bytesFree: room?.bytesFree ?? null }]
      : []),
  ];
}

/** The partial copies that a check listed in both homes. */
export function homeFoldersOf(
  { oldUser, newUser }: Pick<RunRecord, 'oldUser' | 'newUser'>,
  report: CheckReport | undefined,
  at: number,
): readonly HomeFolders[] {
  const listed = (user: string, home: HomeReport | null | undefined): readonly HomeFolders[] => {
    if (!home) return [];
    const partial = home.rehome.filter(({ state }) => state === 'partial');
    return [{ user, at, folders: partial.map(({ name, bytes, files }) => ({ name, bytes, files })) }];
  };
  return [...listed(oldUser, report?.old), ...listed(newUser, report?.new)];
}

const counted = (user: string, home: HomeReport, at: number, bytesFree: number | null): HomeFacts => ({
  ...{ user, at, uid: home.uid, gid: home.gid, bytes: home.bytes, files: home.files, bytesFree },
});
