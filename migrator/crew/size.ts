import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { CrewSize } from './crew.ts';

/**
 * What a worker takes, in bytes, with what its calls hold. Measured with the built migrator (Node 24, 60,000 files, checksums) as the
 * highest PSS of the process: 54 MiB with one worker, 79 with 2, 214 with 8, 677 with 32, which is 20 to 25 for each.
 */
const WORKER_BYTES = 24 * 1024 * 1024;
/** What everything else takes: the main thread, rsync. */
const REST_BYTES = 128 * 1024 * 1024;
/** Workers that wait cost memory and no time; a file server is rarely faster with more. */
const MOST = 32;

/**
 * How many workers walk: as many as processors may be used, by the pod's limit, and up to 32 where they wait for a disk or a
 * network, as far as the memory limit goes. `workers` of the command line decides alone.
 */
export function crewSize(workers: number | undefined): CrewSize {
  const processors = Math.min(availableParallelism(), cpuLimit() ?? Number.POSITIVE_INFINITY);
  if (workers !== undefined) return { workers, most: workers };
  const byMemory = Math.floor(((memoryLimit() ?? Number.POSITIVE_INFINITY) - REST_BYTES) / WORKER_BYTES);
  const most = Math.max(1, Math.min(MOST, byMemory));
  return { workers: Math.min(most, Math.max(1, Math.round(processors))), most };
}

/** Processors by the control group's quota. https://docs.kernel.org/admin-guide/cgroup-v2.html */
function cpuLimit(): number | undefined {
  const [quota, period] = (read('/sys/fs/cgroup/cpu.max') ?? '').trim().split(' ');
  const limit = Number(quota) / Number(period);
  return Number.isFinite(limit) && limit > 0 ? Math.max(limit, 0.1) : undefined;
}

function memoryLimit(): number | undefined {
  const limit = Number((read('/sys/fs/cgroup/memory.max') ?? '').trim() || Number.NaN);
  return Number.isFinite(limit) ? limit : undefined;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
