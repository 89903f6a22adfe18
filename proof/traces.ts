import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from './site.ts';

/** Everything that a refused request must leave as it was: runs, accepted requests, pods, and every entry of every home. */
export interface Traces {
  readonly runs: number;
  readonly accepted: number;
  readonly pods: number;
  readonly homes: readonly string[];
}

export async function tracesOf(site: Site): Promise<Traces> {
  return {
    runs: site.database.runs().length,
    accepted: site.database.audit().filter(({ result }) => result === 'done').length,
    pods: (await site.cluster.podsOfRuns()).size,
    homes: entriesOf(site.environment.homesDir),
  };
}

/** Each entry below a folder with its kind, owner, size and time of change; no link is followed. */
export function entriesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mode, uid, gid, size, ctimeMs } = lstatSync(join(folder, name));
      return [name, mode.toString(8), uid, gid, size, ctimeMs].join(' ');
    });
}
