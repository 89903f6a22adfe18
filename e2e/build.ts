import { readFileSync } from 'node:fs';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../.next/server/${name}`, import.meta.url), 'utf8')) as T;

/** Every page and route of the build, as its file's path: `/(dashboard)/migrations/new/page`. */
export const builtPaths = (): readonly string[] => Object.keys(read<Record<string, string>>('app-paths-manifest.json'));

export interface BuiltAction {
  readonly id: string;
  readonly name: string;
}

/** Every server action of the build. */
export function builtActions(): readonly BuiltAction[] {
  const { node } = read<{ node: Record<string, { exportedName: string }> }>('server-reference-manifest.json');
  return Object.entries(node).map(([id, { exportedName }]) => ({ id, name: exportedName }));
}
