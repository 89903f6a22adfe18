import { writeSync } from 'node:fs';
import { openHistory } from '../open.ts';
import { newId } from '../row-id.ts';

/**
 * A process that writes until it is killed: `writer.ts FILE MODE`. `runs` starts and ends runs and prints each id once it
 * was told that the row is safe; `inside` kills itself in the middle of the transaction that ends a run; `hold` only
 * opens the file.
 */
const [file, mode] = process.argv.slice(2);
const history = await openHistory(`sqlite:${file}`);
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

async function startOne(): Promise<string> {
  const id = newId();
  const result = await history.startRun({
    ...{ id, kind: 'copy', oldUser: `old-${id}`, newUser: `new-${id}`, requestedBy: 'writer', requestedAt: Date.now() },
    ...{ folder: 'migrated-x', settings: {}, audit: { at: Date.now(), actor: 'writer', action: 'migration.start' } },
  });
  if (!result.ok) throw new Error('refused');
  return id;
}

const end = { outcome: 'succeeded', code: 'RH-000', endedAt: Date.now() } as const;
const log = [{ kind: 'log', text: 'all of it', truncated: false }] as const;

if (mode === 'hold') {
  say('open');
  process.stdin.resume();
} else if (mode === 'inside') {
  const id = await startOne();
  say(id);
  const deadly = {
    ...{
      oldUser: 'a',
      newUser: 'b',
      podUid: 'u',
      podName: 'p',
      startTime: null,
      endTime: null,
      exitCode: 0,
      reason: null,
    },
    get running(): boolean {
      process.kill(process.pid, 'SIGKILL');
      return false;
    },
  };
  await history.settle(id, end, { evidence: log, exitedPod: deadly });
} else {
  for (;;) {
    const id = await startOne();
    say(`started ${id}`);
    await history.settle(id, end, { evidence: log });
    say(`ended ${id}`);
  }
}
