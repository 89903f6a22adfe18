'use client';

import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { Panel } from '#components/ui/panel.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import { groupDigits } from '#lib/format/size.ts';
import type { Clock } from '#lib/format/time.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { EvidenceGone } from './evidence-gone.tsx';

const [files, events, facts, timeline, yaml] = [
  () => import('./files-view.tsx'),
  () => import('./events-list.tsx'),
  () => import('./facts-list.tsx'),
  () => import('./timeline-list.tsx'),
  () => import('./pod-yaml.tsx'),
] as const;
const PARTS = [files, events, facts, timeline, yaml];

const LogView = dynamic(() => import('./log-view.tsx').then((module) => module.LogView));
const FilesView = dynamic(() => files().then((module) => module.FilesView));
const EventsList = dynamic(() => events().then((module) => module.EventsList));
const PodFacts = dynamic(() => facts().then((module) => module.PodFacts));
const SettingsList = dynamic(() => facts().then((module) => module.SettingsList));
const TimelineList = dynamic(() => timeline().then((module) => module.TimelineList));
const PodYaml = dynamic(() => yaml().then((module) => module.PodYaml));

interface RunTabsProps {
  readonly run: RunDetailView;
  readonly clock: Clock;
}

/** Everything else that is known of a run. Which part is on show is in the address. */
export function RunTabs({ run, clock }: RunTabsProps) {
  const isLive = !isOutcome(run.status);
  useWarmParts(PARTS);
  const tabs = [
    { key: 'log', label: 'Log' },
    { key: 'files', label: 'Files', note: filesOf(run) },
    { key: 'events', label: 'Events', note: run.events.length },
    { key: 'resources', label: 'Resources' },
    { key: 'timeline', label: 'Timeline' },
    { key: 'settings', label: 'Settings used' },
  ];
  const asked = useSearchParams().get('tab');
  const current = tabs.find(({ key }) => key === asked) ?? { key: 'log', label: 'Log' };
  const gone = EVIDENCE_TABS.includes(current.key) ? run.evidenceRemovedAt : null;
  const choose = (key: string) => window.history.replaceState(null, '', key === 'log' ? '?' : `?tab=${key}`);
  return (
    <Panel label="Details" className="run-details">
      <Tabs label="Details" tabs={tabs} current={current.key} onChoose={choose} />
      <section aria-label={current.label}>
        {gone !== null && <EvidenceGone at={gone} clock={clock} />}
        {current.key === 'log' && gone === null && (
          <LogView runId={run.id} log={run.log} zone={clock.zone} isLive={isLive} />
        )}
        {current.key === 'files' && <FilesView runId={run.id} isLive={isLive} />}
        {current.key === 'events' && gone === null && <EventsList events={run.events} clock={clock} isLive={isLive} />}
        {current.key === 'resources' && gone === null && <PodFacts pod={run.pod} clock={clock} />}
        {current.key === 'resources' && run.pod && <PodYaml runId={run.id} />}
        {current.key === 'timeline' && <TimelineList entries={run.timeline} clock={clock} />}
        {current.key === 'settings' && <SettingsList settings={run.settings} />}
      </section>
    </Panel>
  );
}

/** What shows nothing but evidence. */
const EVIDENCE_TABS: readonly string[] = ['log', 'events', 'resources'];

/** How many entries there is something to tell of; nothing while that is not known. */
function filesOf({ result, notes }: RunDetailView): string | undefined {
  if (!result) return undefined;
  const counts = [...notes, ...(result.entries ?? [])].map(({ count }) => count);
  return groupDigits(counts.reduce((sum, count) => sum + count, 0));
}
