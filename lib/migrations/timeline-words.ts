import { isOutcome, STATUS, type Status } from './states.ts';

/** What a run's timeline may say, by the key that is stored. State changes are stored as `state:<state>`. */
const WORDS = {
  queued: 'Requested',
  'brought forward': 'Start brought forward',
  launched: 'Objects asked for',
  'stop requested': 'Stop requested',
  'start deadline': 'Start deadline passed; the pod was asked to go',
  'way cleared': 'A pod that an earlier run left was removed',
  'evidence saved': 'Log, events and pod facts saved',
} as const;

/** A timeline entry in words. An unknown key, of a later version, is shown as it is. */
export function timelineWords(key: string): string {
  if (Object.hasOwn(WORDS, key)) return WORDS[key as keyof typeof WORDS];
  const status = key.startsWith('state:') ? key.slice('state:'.length) : '';
  if (!Object.hasOwn(STATUS, status)) return key;
  const { label } = STATUS[status as Status];
  return isOutcome(status as Status) ? `Ended: ${label}` : label;
}
