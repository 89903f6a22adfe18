import { bulkJob } from '../bulk/bulk-job.ts';
import { checkJob } from '../check/check-job.ts';
import { scanJob } from '../scan/scan-job.ts';
import { verifyJob } from '../verify/verify-job.ts';
import type { JobWorker, WorkerContext } from './job.ts';

/** All jobs by name; a setup is what the main thread sends, as its job expects it. */
export const JOBS: Readonly<Record<string, (setup: unknown, context: WorkerContext) => JobWorker>> = {
  bulk: (setup, context) => bulkJob(setup as Parameters<typeof bulkJob>[0], context),
  check: (setup, context) => checkJob(setup as Parameters<typeof checkJob>[0], context),
  scan: (setup, context) => scanJob(setup as Parameters<typeof scanJob>[0], context),
  verify: (setup, context) => verifyJob(setup as Parameters<typeof verifyJob>[0], context),
};
