import type { Config } from '#lib/config/schema.ts';
import { formatBandwidth } from '#lib/format/bandwidth.ts';
import type { StartTermsView } from './start-views.ts';

/** The terms of the configuration, for the start form. */
export function startTerms({ policy, limits }: Pick<Config, 'policy' | 'limits'>): StartTermsView {
  const { verify, excludes, keepPods, required } = policy;
  const bandwidth = limits.bandwidth === undefined ? '' : formatBandwidth(limits.bandwidth);
  return { defaults: { verify, excludes: [...excludes], bandwidth, keepPods }, required: [...required] };
}
