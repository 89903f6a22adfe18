import { parentPort, workerData } from 'node:worker_threads';
import type { ByteName } from '../byte-name.ts';
import { Failure, failureOf } from '../failure.ts';
import { Bandwidth } from './bandwidth.ts';
import type { CrewMessage, JobWorker, Task, WorkerContext, WorkerMessage } from './job.ts';
import { JOBS } from './jobs.ts';
import { type SharedBuffers, SharedState } from './shared-state.ts';

const TELL_PATH_MS = 500;

const { number, buffers } = workerData as { readonly number: number; readonly buffers: SharedBuffers };
const shared = new SharedState(buffers);
const say = (message: WorkerMessage): void => parentPort?.postMessage(message);

let job: JobWorker | undefined;
let bandwidth: Bandwidth | undefined;
let pathToldAt = 0;

class Stopped extends Failure {
  constructor() {
    super('stopped', 'Stopped on request.');
  }
}

const context: WorkerContext = {
  number,
  count: (counter, amount) => shared.add(number, counter, amount),
  note: (kind, path, detail) => say({ type: 'note', kind, path, detail }),
  tell: (message) => say({ type: 'told', message }),
  at: (path: ByteName) => {
    const now = performance.now();
    if (now - pathToldAt < TELL_PATH_MS) return;
    pathToldAt = now;
    say({ type: 'at', path });
  },
  pass: (bytes) => bandwidth?.pass(bytes),
  throwIfStopped: () => {
    if (shared.isStopped) throw new Stopped();
  },
};

/** Works until nothing is left of what this worker was given, and gives away what others wait for. */
function drain(tasks: Task[]): void {
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    context.throwIfStopped();
    for (const found of job?.run(task) ?? []) tasks.push(found);
    const hungry = shared.hungry;
    if (hungry > 0 && tasks.length > 1) {
      // The oldest are the highest in the tree, with the most below them.
      say({ type: 'spare', tasks: tasks.splice(0, Math.ceil((tasks.length * hungry) / (hungry + 1))) });
    }
  }
}

function hear(message: CrewMessage): void {
  switch (message.type) {
    case 'begin': {
      const { bytesPerSecond } = message;
      bandwidth =
        bytesPerSecond === null ? undefined : new Bandwidth(buffers.clock, bytesPerSecond, () => shared.isStopped);
      job = JOBS[message.job]?.(message.setup, context);
      say({ type: 'ready' });
      return;
    }
    case 'tasks':
      drain([...message.tasks]);
      say({ type: 'idle' });
      return;
    case 'finish': {
      const tally = job?.finish();
      job = undefined;
      say({ type: 'tally', tally });
      return;
    }
  }
}

parentPort?.on('message', (message: CrewMessage) => {
  try {
    hear(message);
  } catch (error) {
    if (error instanceof Stopped) {
      say({ type: 'idle' });
      return;
    }
    const failure = error instanceof Failure ? error : failureOf(error, 'copyFailed', 'working on the homes');
    say({ type: 'failed', exit: failure.exit, message: failure.message });
  }
});
