import { z } from 'zod/mini';
import type { Config } from '#lib/config/schema.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { formatRate } from '#lib/format/size.ts';
import type { RunSettings } from '#lib/history/run-record.ts';
import { excludeWords } from './exclude-presets.ts';
import { KEEP_PODS, type KeepPods } from './start-views.ts';
import type { RunKind } from './states.ts';
import { VERIFY_MODES, type VerifyMode } from './wire.ts';

const runPlan = z.object({
  setId: z.enum(['strip', 'keep']),
  verify: z.enum(VERIFY_MODES),
  /** Patterns and `@presets`, in the order given. */
  excludes: z.array(z.string()),
  /** Bytes a second; null for no limit. */
  bandwidth: z.nullable(z.number()),
  /** The partial copy that a run goes on in or discards; `leftBy` is null where it is not certain whose mark it bears. */
  partial: z.nullable(z.object({ staging: z.string(), leftBy: z.nullable(z.string()) })),
  /** Whether the pod stays where the run fails; records of earlier versions lack it. */
  keepPods: z.optional(z.enum(KEEP_PODS)),
  /** Words for the person whose files these are, for the receipt. */
  note: z.optional(z.string()),
});

/** What a run's pod is told to do: decided when the run is asked for, and kept with its record. */
export type RunPlan = z.output<typeof runPlan>;
export type PartialCopy = NonNullable<RunPlan['partial']>;

/** What whoever starts a run chose instead of the configuration's; `bandwidth: null` lifts the limit. */
export interface PlanChoices {
  readonly verify?: VerifyMode | undefined;
  readonly excludes?: readonly string[] | undefined;
  readonly bandwidth?: number | null | undefined;
  readonly keepPods?: KeepPods | undefined;
  readonly note?: string | undefined;
}

/** The plan of a fresh run. */
export function makePlan({ policy, limits }: Config, choices: PlanChoices = {}): RunPlan {
  return {
    setId: policy.setId,
    verify: choices.verify ?? policy.verify,
    excludes: [...(choices.excludes ?? policy.excludes)],
    bandwidth: choices.bandwidth === undefined ? (limits.bandwidth ?? null) : choices.bandwidth,
    partial: null,
    keepPods: choices.keepPods ?? policy.keepPods,
    ...(choices.note && { note: choices.note }),
  };
}

const KEY = 'plan';

/** The plan as the record has it; the configuration's for a record without one, of an earlier version. */
export function planOf(settings: RunSettings, config: Config): RunPlan {
  return recordedPlan(settings) ?? makePlan(config);
}

/** The plan in a record, or undefined where there is none. */
export function recordedPlan(settings: RunSettings): RunPlan | undefined {
  const parsed = runPlan.safeParse(settings[KEY]);
  return parsed.success ? parsed.data : undefined;
}

/** What the record keeps of how a run was made: in words for people, and the plan itself. */
export function settingsOf(kind: RunKind, plan: RunPlan, { limits, migrator }: Config): RunSettings {
  return {
    ...(kind === 'copy' && copyWords(plan)),
    ...(kind !== 'discard' && { 'Left out': plan.excludes.map(excludeWords).join(', ') || 'nothing' }),
    ...(plan.keepPods && { 'Pod of a failed run': plan.keepPods === 'failed' ? 'kept' : 'removed' }),
    ...(plan.partial && { 'Partial copy': plan.partial.staging }),
    'Time limit': formatDuration(limits.runTimeout),
    'Start limit': formatDuration(limits.startTimeout),
    Image: migrator.image,
    [KEY]: plan,
  };
}

const COMPARED: Readonly<Record<VerifyMode, string>> = {
  sizes: 'sizes, owners, modes, times and links',
  checksums: 'every byte, owners, modes, times and links',
  none: 'not compared',
};

const copyWords = ({ setId, verify, bandwidth, note }: RunPlan) => ({
  'Set-id bits on files': setId === 'keep' ? 'kept' : 'removed',
  'Compared at the end': COMPARED[verify],
  'Rate limit': bandwidth === null ? 'none' : formatRate(bandwidth),
  ...(note && { 'Note to the user': note }),
});

/** What a run leaves out, by its recorded plan; null where that is nothing, or where there is none. */
export const leftOutWords = (plan: RunPlan | undefined): string | null =>
  plan?.excludes.map(excludeWords).join(', ') || null;

/** The settings for people to read. */
export const shownSettings = (settings: RunSettings): readonly { readonly label: string; readonly value: string }[] =>
  Object.entries(settings).flatMap(([label, value]) => (label === KEY ? [] : [{ label, value: String(value) }]));
