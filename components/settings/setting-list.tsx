import { Cell, HeadCell, Table } from '#components/ui/table.tsx';
import type { SettingView } from '#lib/migrations/settings-views.ts';
import { originWords } from './setting-groups.ts';

/** Settings with their values and where each is from. They are changed in the file alone. */
export function SettingList({ settings }: { readonly settings: readonly SettingView[] }) {
  return (
    <Table label="Settings">
      <thead>
        <tr>
          <HeadCell>Setting</HeadCell>
          <HeadCell>Value</HeadCell>
          <HeadCell>From</HeadCell>
        </tr>
      </thead>
      <tbody>
        {settings.map((setting) => (
          <tr key={setting.path}>
            <Cell card="name" wrap className="align-top menu:w-[44%]">
              <span className="mono font-medium [overflow-wrap:anywhere]">{setting.path}</span>
              {setting.description !== null && (
                <span className="block max-w-[60ch] text-caption text-ink-3">{setting.description}</span>
              )}
            </Cell>
            <Cell card="text" wrap className="align-top">
              <Value setting={setting} />
            </Cell>
            <Cell card="text" wrap className="align-top menu:w-[20%]">
              <span className={`text-caption ${setting.from === 'file' ? 'text-ink-2' : 'text-ink-3'}`}>
                {originWords(setting)}
              </span>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Value({ setting: { value, from } }: { readonly setting: SettingView }) {
  if (from === 'environment' || from === 'secret-file')
    return <span className="text-ink-2">kept there, never shown</span>;
  if (from === 'hidden') return <span className="text-ink-2">never shown</span>;
  if (value === null || value === '') return <span className="text-ink-3">none</span>;
  return <bdi className="mono [overflow-wrap:anywhere]">{value}</bdi>;
}
