import type { ByteName } from '../byte-name.ts';

/** An entry that rsync mends, or would: the eleven characters of its itemised output, and the path. */
export interface Itemised {
  readonly item: string;
  readonly path: ByteName;
}

/** `%i %n`: eleven characters of what happens, the name. */
export const OUT_FORMAT = '%i %n';
const ITEM = /^([<>ch.*][fdLDS][^ ]{9}) (.*)$/s;

/** rsync writes control characters and, in the C locale, bytes above 126 as `\#ooo`. */
export const unescapeRsync = (text: string): ByteName =>
  text.replace(/\\#([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** Reads one line of rsync's output; anything else is undefined. */
export function parseItem(line: string): Itemised | undefined {
  const [, item, path] = ITEM.exec(line) ?? [];
  if (item === undefined || path === undefined) return undefined;
  // Links are followed by where they lead, which nothing here needs.
  const name =
    item[1] === 'L' ? (path.split(' -> ')[0] ?? path) : item[0] === 'h' ? (path.split(' => ')[0] ?? path) : path;
  return { item, path: unescapeRsync(name).replace(/\/$/, '') };
}

const LETTERS: readonly (readonly [number, string])[] = [
  [2, 'contents'],
  [3, 'size'],
  [4, 'time'],
  [5, 'mode'],
  [9, 'ACL'],
  [10, 'attributes'],
];

/** What an item says was not as in the original, in words. */
export function wordsOf(item: string): string {
  if (item.slice(2).startsWith('+++')) return 'It was not in the copy.';
  const what = LETTERS.flatMap(([at, word]) => (/[.+? ]/.test(item[at] ?? '.') ? [] : [word]));
  return what.length === 0 ? 'It was linked.' : `Its ${what.join(', ')} differed.`;
}

/** What rsync complained about, as far as the end depends on it. */
export type Complaint =
  | { readonly type: 'full'; readonly quota: boolean }
  | { readonly type: 'vanished'; readonly path: ByteName }
  | { readonly type: 'attributeLost'; readonly path: ByteName }
  | { readonly type: 'changed' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'silent' }
  | { readonly type: 'other' };

/** Lines that only repeat or explain what another line says. */
const SILENT = [
  /^rsync error: /,
  /^rsync warning: some files vanished/,
  /^\*\*\* Skipping any contents from this failed directory \*\*\*$/,
  /^skipping non-regular file /,
  /^file has vanished: /,
  /^\s*$/,
];
const FULL = /failed: (No space left on device \(28\)|Disk quota exceeded \(122\))$/;
const FULL_LATE = /: (No space left on device \(28\)|Disk quota exceeded \(122\))$/;
/** The sender's opens and looks; the path is in the old home. Links met there were folders or files a moment ago. */
const SENDER =
  /^rsync: \[sender\] (?:opendir|send_files failed to open|readlink_stat|link_stat|readlink|get_xattr_data: lgetxattr|change_dir)\b.*(?:\)|: )/;
const DENIED = /: (?:Permission denied \(13\)|Operation not permitted \(1\))$/;
const SWAPPED =
  /: (?:Too many levels of symbolic links \(40\)|Not a directory \(20\)|Stale file handle \(116\)|No such file or directory \(2\))$/;
const CHANGED = /^WARNING: .* failed verification -- update (?:discarded|put into partial-dir)/;

/**
 * A file system without extended attributes or ACLs, or one that has no room for this one in the place that it has for them; the
 * path may be that of rsync's temporary file, `.name.XXXXXX`.
 */
const NO_ATTRIBUTE =
  /^rsync: \[(?:receiver|generator)\] (?:rsync_xal_set: \w+\("(.*)","[^"]*"\) failed|set_acl: \w+\((.*), ACL_TYPE_\w+\)): (?:Operation not supported \(95\)|No space left on device \(28\)|Argument list too long \(7\))$/;
const TARGET = '/proc/self/fd/4/';

/** Sorts one line of rsync's stderr. Names in it are the old user's text: a match only ever decides between kinds of failure. */
export function parseComplaint(line: string, cwd: ByteName): Complaint {
  const attribute = NO_ATTRIBUTE.exec(line);
  if (attribute) return { type: 'attributeLost', path: finalName(unescapeRsync(attribute[1] ?? attribute[2] ?? '')) };
  if (FULL.test(line) || FULL_LATE.test(line)) return { type: 'full', quota: line.endsWith('(122)') };
  const vanished = /^file has vanished: "(.*)"$/.exec(line)?.[1];
  if (vanished !== undefined) return { type: 'vanished', path: relativeTo(cwd, unescapeRsync(vanished)) };
  if (SILENT.some((pattern) => pattern.test(line))) return { type: 'silent' };
  if (CHANGED.test(line)) return { type: 'changed' };
  if (SENDER.test(line) && DENIED.test(line)) return { type: 'unreadable' };
  if (SENDER.test(line) && SWAPPED.test(line)) return { type: 'changed' };
  return { type: 'other' };
}

function relativeTo(cwd: ByteName, path: ByteName): ByteName {
  return path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path;
}

function finalName(path: ByteName): ByteName {
  const relative = path.startsWith(TARGET) ? path.slice(TARGET.length) : path;
  return relative.replace(/(^|\/)\.([^/]+)\.[A-Za-z0-9]{6}$/, '$1$2');
}
