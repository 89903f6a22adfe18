import type { SettingView } from '#lib/migrations/settings-views.ts';

/** The tabs of the settings, and which sections of the file each shows. */
export const TABS = [
  { key: 'cluster', label: 'Cluster', sections: ['cluster', 'namespace', 'instance', 'realm'] },
  { key: 'homes', label: 'Homes and people', sections: ['homes', 'directory'] },
  { key: 'pods', label: 'Migrator pods', sections: ['migrator'] },
  { key: 'limits', label: 'Limits', sections: ['limits'] },
  { key: 'policy', label: 'Policy', sections: ['policy', 'auth'] },
  { key: 'notifications', label: 'Notifications', sections: ['notifications', 'publicUrl'] },
  { key: 'records', label: 'Records', sections: ['history', 'retention'] },
] as const;
export type TabKey = (typeof TABS)[number]['key'] | 'about';

/** The tab that an address names; the first one for any other. */
export const readTab = (value: string | undefined): TabKey =>
  value === 'about' ? value : (TABS.find(({ key }) => key === value)?.key ?? 'cluster');

const sectionOf = ({ path }: SettingView): string => /^\w+/.exec(path)?.[0] ?? '';

/** The settings of a tab. One of a section that no tab knows is among the last tab’s, so that none is kept back. */
export function settingsOfTab(tab: TabKey, settings: readonly SettingView[]): readonly SettingView[] {
  const known: readonly string[] = TABS.flatMap(({ sections }) => sections);
  const wanted: readonly string[] = TABS.find(({ key }) => key === tab)?.sections ?? [];
  const isLast = tab === TABS.at(-1)?.key;
  return settings.filter((setting) => {
    const section = sectionOf(setting);
    return wanted.includes(section) || (isLast && !known.includes(section));
  });
}

/** Where a value is from, in words. */
export function originWords({ from, line, keptIn }: SettingView): string {
  switch (from) {
    case 'file':
    case 'hidden':
      return line === null ? 'in the file' : `line ${line} of the file`;
    case 'default':
      return 'default';
    case 'unset':
      return 'not set';
    case 'environment':
      return `environment variable ${keptIn}`;
    case 'secret-file':
      return `file ${keptIn}`;
  }
}
