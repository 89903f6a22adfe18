import type { Metadata } from 'next';
import { readClock } from '#app/clock.ts';
import { checkPermissions, runPod, sendTest, tryPod } from '#app/settings/actions.ts';
import { RecordsPanel } from '#components/retention/records-panel.tsx';
import { About } from '#components/settings/about.tsx';
import { ChannelList } from '#components/settings/channel-list.tsx';
import { NoticeList } from '#components/settings/notice-list.tsx';
import { SelfTest } from '#components/settings/self-test.tsx';
import { readTab, settingsOfTab, TABS } from '#components/settings/setting-groups.ts';
import { SettingList } from '#components/settings/setting-list.tsx';
import { PageHead, Panel } from '#components/ui/panel.tsx';
import { TabPanel, Tabs } from '#components/ui/tabs.tsx';
import { openPage } from '#lib/access/page.ts';
import { runtime } from '#lib/runtime.ts';

export const metadata: Metadata = { title: 'Settings' };

interface SettingsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What is configured and where it is from. `rehome.yaml` decides: nothing is changed here. */
export default async function SettingsPage({ searchParams }: SettingsPageProps) {
  await openPage('oversee');
  const { tab: wanted } = await searchParams;
  const tab = readTab(typeof wanted === 'string' ? wanted : undefined);
  const { settings: reader, notifier } = runtime();
  const records = tab === 'records' ? await runtime().retention.view() : null;
  const notices = tab === 'notifications' ? await notifier.view() : null;
  const [{ file, named, settings }, clock] = [reader.settings(), await readClock()];
  const labels = [...TABS, { key: 'about', label: 'About' }] as const;
  return (
    <>
      <PageHead title="Settings">
        Read at the start from <span className="mono [overflow-wrap:anywhere]">{file}</span>
        {named && ', which REHOME_CONFIG names'}. Change them there, and start Rehome again.
      </PageHead>
      {tab === 'cluster' && (
        <Panel title="Tests" className="mb-4">
          <SelfTest
            title="Permissions"
            words="Asks the cluster for each permission that Rehome needs in its namespace. Changes nothing."
            button="Check permissions"
            busy="Checking…"
            test={checkPermissions}
            clock={clock}
          />
          <SelfTest
            title="Pod of a copy"
            words="Has the API server check the pod that a copy would get, with the rules and the quota of the namespace. No pod is made. Whether a node has room and the image is there shows only when a pod runs."
            button="Try a pod"
            busy="Trying…"
            test={tryPod}
            clock={clock}
          />
          <SelfTest
            title="Image and volume"
            words="Runs one pod of the migrator’s image with the volume of the homes, read-only, and removes it. No home is opened. Waits a minute at most."
            button="Run a pod"
            busy="Running…"
            test={runPod}
            clock={clock}
          />
        </Panel>
      )}
      <Panel label="Settings">
        <Tabs label="Settings" tabs={labels} current={tab} />
        <TabPanel label={labels.find(({ key }) => key === tab)?.label ?? ''}>
          {notices && (
            <ChannelList notices={notices} testOf={(key) => sendTest.bind(null, { channel: key })} clock={clock} />
          )}
          {tab === 'about' ? (
            <About about={reader.about()} clock={clock} />
          ) : (
            <SettingList settings={settingsOfTab(tab, settings)} />
          )}
        </TabPanel>
      </Panel>
      {records && <RecordsPanel retention={records} clock={clock} className="mt-4" />}
      {notices && <NoticeList newest={notices.newest} clock={clock} />}
    </>
  );
}
