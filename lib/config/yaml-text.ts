import { isAlias, isCollection, isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';

export type Path = readonly PropertyKey[];

/** One thing that is wrong with a file a person wrote. */
export interface FileProblem {
  /** Where, as `homes.volume.nfs.server`; empty where the text as a whole is at fault. */
  readonly path: string;
  /** From 1; null where it cannot be told. */
  readonly line: number | null;
  readonly message: string;
}

export interface YamlText {
  /** Plain values; undefined where the text could not be read. */
  readonly value: unknown;
  /** What is wrong with the text itself. */
  readonly problems: readonly FileProblem[];
  /** The line of a value, or that of the nearest section around it that is there. */
  readonly lineOf: (path: Path) => number | null;
}

/** A path as people write it: `migrator.tolerations[0].key`, `migrator.nodeSelector["kubernetes.io/os"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const key = String(part);
    if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** Finds a child and where it begins: at its key, in a map. */
function child(parent: unknown, key: PropertyKey): { node: unknown; at: number | undefined } | undefined {
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
    return pair && { node: pair.value, at: (pair.key as Node).range?.[0] };
  }
  if (!isCollection(parent) || typeof key !== 'number') return undefined;
  const node = parent.items[key] as Node | undefined;
  return node && { node, at: node.range?.[0] };
}

/** Reads YAML 1.2, of which JSON is a part. Never throws: duplicate keys, broken syntax and unknown tags are problems. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const lineAt = (offset: number | undefined) => (offset === undefined ? null : lines.linePos(offset).line);
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    path: '',
    line: lineAt(error.pos[0]),
    message: error.code === 'DUPLICATE_KEY' ? 'this key is there twice' : `is not valid YAML: ${error.message}`,
  }));
  const lineOf = (path: Path) => {
    let node: unknown = document.contents;
    let at: number | undefined;
    for (const key of path) {
      const found = child(isAlias(node) ? node.resolve(document) : node, key);
      if (!found) break;
      at = found.at ?? at;
      node = found.node;
    }
    return lineAt(at);
  };
  try {
    return { value: problems.length > 0 ? undefined : document.toJS(), problems, lineOf };
  } catch (error) {
    // An alias without its anchor, or aliases of aliases that would grow without end.
    const message = `is not valid YAML: ${error instanceof Error ? error.message : String(error)}`;
    return { value: undefined, problems: [{ path: '', line: null, message }], lineOf };
  }
}
