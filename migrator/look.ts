import { closeSync } from 'node:fs';
import { openVolume, roomOf } from './homes.ts';
import type { Facts } from './outcome.ts';

/** Sees whether the volume of the homes is there; without one, only that the program runs. */
export interface LookRequest {
  readonly command: 'look';
  readonly volume: string | undefined;
  readonly terminationLog: string | undefined;
}

/** Sees whether the volume of the homes is there, and how much room it has. Opens no home. Fills `facts`. */
export function lookAtVolume({ volume }: LookRequest, facts: Facts): void {
  if (volume === undefined) return;
  const held = openVolume(volume);
  try {
    facts.room = roomOf(held);
  } finally {
    closeSync(held);
  }
}
