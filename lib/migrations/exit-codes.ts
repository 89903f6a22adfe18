/**
 * Exit codes of the migrator: the contract between it and the dashboard, spelt nowhere else.
 * 4 to 7 keep the meaning they have in Nublado's migrator. 6 to 11 leave a partial folder or none, never a finished one.
 */
export const EXIT = {
  ok: 0,
  crashed: 1,
  badArguments: 2,
  unexpected: 3,
  noOldHome: 4,
  noNewHome: 5,
  copyFailed: 6,
  ownershipFailed: 7,
  outOfSpace: 8,
  differs: 9,
  unsafeHome: 10,
  stopped: 11,
} as const;

export type ExitName = keyof typeof EXIT;
export type ExitCode = (typeof EXIT)[ExitName];

const NAMES = new Map<number, ExitName>((Object.keys(EXIT) as ExitName[]).map((name) => [EXIT[name], name]));

/** What an exit code of the migrator is called, or undefined for one that it never uses (137, say: killed). */
export const exitNameOf = (code: number): ExitName | undefined => NAMES.get(code);
