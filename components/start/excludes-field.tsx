import { Checkbox, describedBy, Field } from '#components/ui/field.tsx';
import { formatExactSize, formatFiles, formatSize } from '#lib/format/size.ts';
import { PRESET_NAMES, PRESETS, type PresetName, presetWord } from '#lib/migrations/exclude-presets.ts';
import { excludesOf, type OptionsDraft, type Savings } from './options-draft.ts';
import { FIELD_IDS } from './start-fields.ts';

interface ExcludesFieldProps {
  readonly draft: OptionsDraft;
  readonly onChange: (draft: OptionsDraft) => void;
  readonly error: string | undefined;
  readonly savings: Savings | undefined;
}

/** What the copy leaves out: presets to tick, each with what it saves, and patterns of one's own. */
export function ExcludesField({ draft, onChange, error, savings }: ExcludesFieldProps) {
  const tick = (name: PresetName, ticked: boolean) =>
    onChange({
      ...draft,
      presets: PRESET_NAMES.filter((each) => (each === name ? ticked : draft.presets.includes(each))),
    });
  const hint = 'One a line, such as /scratch, build/ or *.tmp. A folder goes with everything in it.';
  return (
    <div className="grid gap-4">
      <fieldset>
        <legend className="mb-1.5 text-row font-medium">Left out of the copy</legend>
        <p className="mb-2 text-row text-ink-2">
          The old home keeps everything.{!savings && ' A check tells what each of these saves.'}
        </p>
        <div className="grid gap-2 max-phone:gap-0">
          {PRESET_NAMES.map((name) => (
            <Checkbox
              key={name}
              checked={draft.presets.includes(name)}
              onChange={(event) => tick(name, event.target.checked)}
              label={
                <>
                  {PRESETS[name].title}
                  <Saving saving={savings?.get(presetWord(name))} />
                  <span className="block text-ink-2">{PRESETS[name].meaning}</span>
                </>
              }
            />
          ))}
        </div>
      </fieldset>
      <Field id={FIELD_IDS.excludes} label="Also left out" aside="optional" hint={hint} error={error}>
        <textarea
          className="input mono"
          rows={3}
          spellCheck={false}
          autoCapitalize="none"
          {...describedBy(FIELD_IDS.excludes, hint, error)}
          value={draft.patterns}
          onChange={(event) => onChange({ ...draft, patterns: event.target.value })}
        />
      </Field>
      <OwnSavings draft={draft} savings={savings} />
    </div>
  );
}

function Saving({ saving }: { readonly saving: { readonly files: number; readonly bytes: number } | undefined }) {
  if (!saving) return null;
  if (saving.files === 0) return <span className="text-ink-2">, none here</span>;
  return (
    <span className="text-ink-2" title={formatExactSize(saving.bytes)}>
      , saves {formatSize(saving.bytes)} in {formatFiles(saving.files)}
    </span>
  );
}

/** The patterns of one's own that the check has counted. */
function OwnSavings({ draft, savings }: Pick<ExcludesFieldProps, 'draft' | 'savings'>) {
  const own = excludesOf({ presets: [], patterns: draft.patterns }).filter((pattern) => savings?.has(pattern));
  if (own.length === 0) return null;
  return (
    <ul className="-mt-2 text-row">
      {own.map((pattern) => (
        <li key={pattern} className="wrap-anywhere">
          <bdi className="mono">{pattern}</bdi>
          <Saving saving={savings?.get(pattern)} />
        </li>
      ))}
    </ul>
  );
}
