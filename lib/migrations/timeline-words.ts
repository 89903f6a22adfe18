import { isOutcome, STATUS, type Status } from './states.ts';

/** What a run's timeline may say, by the key that is stored. State changes are stored as `state:<state>`. */
const WORDS = {
  requested: 'Migration requested',
  refused: 'Start refused',
  stop_requested: 'Stop requested',
  launched: 'Objects asked for',
  pod_seen: 'Pod seen in the cluster',
  start_deadline: 'Start deadline passed; the pod was asked to go',
  way_cleared: 'A pod left by an earlier run was removed',
  evidence_saved: 'Log, events and pod facts saved',
  objects_kept: 'Pod kept, so that it can be looked at',
  objects_removing: 'Pod asked to go',
  objects_removed: 'Pod gone',
} as const;
export type TimelineKey = keyof typeof WORDS | `state:${Status}`;

/** A timeline entry in words. An unknown key, of a later version, is shown as it is. */
export function timelineWords(key: string): string {
  if (Object.hasOwn(WORDS, key)) return WORDS[key as keyof typeof WORDS];
  const status = key.startsWith('state:') ? key.slice('state:'.length) : '';
  if (!Object.hasOwn(STATUS, status)) return key;
  const { label } = STATUS[status as Status];
  return isOutcome(status as Status) ? `Ended: ${label}` : label;
}
