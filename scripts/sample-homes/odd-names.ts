import type { PlannedFile } from './plan.ts';
import type { HomeWriter } from './writer.ts';

const LONGEST_NAME = 255;

/** Names that are legal on Linux and break careless programs. */
const ODD_NAMES: readonly Buffer[] = [
  'name with  spaces ',
  'line one\nline two.txt',
  '-rf',
  '--owner=root',
  '$(touch surprise)',
  `quote ' and " and \\ backslash`,
  '<img src=x onerror=alert(1)>.txt',
  'レポート 2025 年度.csv',
  'naïve — café.md',
  'cafe\u0301 (decomposed).md',
  'invoice\u202Efdp.exe',
  '🔭 observations.txt',
  '...',
  `${'a'.repeat(LONGEST_NAME - 4)}.txt`,
]
  .map((name) => Buffer.from(name))
  .concat([Buffer.from('r\xE9sum\xE9 latin-1.txt', 'latin1'), Buffer.from([0x66, 0xff, 0xfe, 0x80, 0x2e, 0x64])]);

const RIGHT_TO_LEFT = ['דוח רבעוני.txt', 'תקציב 2025.csv', 'مسودة-نهائية.md', 'מחברת (עותק).ipynb'];

/** Files of every odd name; a name that this file system refuses is left out. */
export function writeOddNames(home: HomeWriter, files: readonly PlannedFile[]): void {
  ODD_NAMES.forEach((name, index) => {
    const file = files[index % files.length];
    if (file) unlessRefused(() => home.copy(file.source, home.bytesPath('odd names', name)));
  });
}

/** A folder whose names run from right to left. */
export function writeRightToLeft(home: HomeWriter, files: readonly PlannedFile[]): void {
  RIGHT_TO_LEFT.forEach((name, index) => {
    const file = files[index % files.length];
    if (file) home.copy(file.source, home.path(`מסמכים/${name}`));
  });
}

/** Some file systems take UTF-8 only. */
function unlessRefused(write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EILSEQ' && code !== 'EINVAL') throw error;
  }
}
