import { type ByteName, printable } from '../byte-name.ts';
import { look } from '../entry.ts';
import { codeOf } from '../failure.ts';
import { readSmallFile } from './small-file.ts';

/** Names in a folder by which it may be told. */
export const TELLING: ReadonlySet<ByteName> = new Set(['pyvenv.cfg', 'conda-meta', 'kernel.json']);

const SMALL = 65_536;
const KERNEL_FOLDER = /^\.local\/share\/jupyter\/kernels\/[^/]+$/;
/** Where the image's own programs are: a kernel that starts one of them works anywhere. */
const OF_THE_IMAGE = /^\/(usr|bin|sbin|lib|lib64|opt|etc)\//;

/**
 * What a folder is, by those of its `names` that tell, where it is something that holds absolute paths and must be made anew:
 * in words, or undefined.
 */
export function environmentIn(dir: number, path: ByteName, names: readonly ByteName[]): string | undefined {
  if (names.includes('pyvenv.cfg')) return virtualEnvironment(dir);
  if (names.includes('conda-meta') && isFolder(dir, 'conda-meta')) return 'Conda environment';
  if (KERNEL_FOLDER.test(path) && names.includes('kernel.json')) return kernel(dir);
  return undefined;
}

function virtualEnvironment(dir: number): string | undefined {
  const settings = readSmallFile(dir, 'pyvenv.cfg', SMALL)?.text;
  if (settings === undefined) return undefined;
  const version = /^version(?:_info)?\s*=\s*(\d[\w.]{0,20})/m.exec(settings)?.[1];
  return `Virtual environment${version === undefined ? '' : ` of Python ${version}`}`;
}

function kernel(dir: number): string | undefined {
  const program = startedBy(readSmallFile(dir, 'kernel.json', SMALL)?.text ?? '').find(
    (word) => word.startsWith('/') && !OF_THE_IMAGE.test(word),
  );
  return program === undefined ? undefined : `Kernel that starts ${printable(Buffer.from(program).toString('latin1'))}`;
}

/** The words of a kernel's command; none where the file is not what it should be. */
function startedBy(text: string): string[] {
  try {
    const argv: unknown = JSON.parse(text)?.argv;
    return Array.isArray(argv) ? argv.filter((word) => typeof word === 'string') : [];
  } catch {
    return [];
  }
}

function isFolder(dir: number, name: ByteName): boolean {
  try {
    return look(dir, name).type === 'folder';
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}
