import { execFileSync } from 'node:child_process';
import type { RunDetailView } from '#lib/migrations/views.ts';

/** What a run's timeline tells, in order, from the moment when its pod was asked for. */
export const storyOf = ({ timeline }: RunDetailView): readonly string[] =>
  timeline.map(({ what }) => what).slice(timeline.findIndex(({ what }) => what === 'Objects asked for') + 1);

export const eventReasons = ({ events }: RunDetailView): readonly string[] => events.map(({ reason }) => reason);

/** The container of a run's pod that is called so. */
export const container = ({ pod }: RunDetailView, name: string) => pod?.containers.find((each) => each.name === name);

/** The processes of this machine that copy for a run, as the node started them. */
export function copyingProcesses(runId: string): readonly number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return listed.flatMap((line) => {
    const [, pid, args] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
    return pid && args?.startsWith('node ') && args.includes(`--run ${runId}`) ? [Number(pid)] : [];
  });
}
