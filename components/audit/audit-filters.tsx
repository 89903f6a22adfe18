import Form from 'next/form';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { ANY_AUDIT, AUDIT_RESULTS, type AuditQuery } from '#lib/migrations/audit-query.ts';
import { auditHref } from './audit-address.ts';
import { ACTIONS, actionWords, RESULTS } from './audit-words.ts';

interface AuditFiltersProps {
  readonly query: AuditQuery;
  /** Whose names can be chosen from; empty where they are too many. */
  readonly actors: readonly string[];
  /** Whether anything is narrowed down. */
  readonly narrowed: boolean;
}

/** What narrows the audit down: a plain form, so that each choice of filters is an address. */
export function AuditFilters({ query, actors, narrowed }: AuditFiltersProps) {
  return (
    <search>
      <Form
        key={auditHref(query)}
        action="/audit"
        className="flex flex-wrap items-end gap-x-3 gap-y-2.5 border-b border-line px-inset py-3 max-phone:grid max-phone:grid-cols-2"
      >
        <Labelled label="Who">
          {actors.length > 0 ? (
            <Select small name="who" defaultValue={query.who} className="w-full">
              <option value="">Anybody</option>
              {[...new Set([...actors, query.who])].filter(Boolean).map((actor) => (
                <option key={actor} value={actor}>
                  {actor}
                </option>
              ))}
            </Select>
          ) : (
            <NameField name="who" value={query.who} />
          )}
        </Labelled>
        <Labelled label="What">
          <Select small name="what" defaultValue={query.what} className="w-full">
            <option value="">Anything</option>
            {[...new Set([...ACTIONS, query.what])].filter(Boolean).map((action) => (
              <option key={action} value={action}>
                {actionWords(action)}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled label="Result">
          <Select small name="result" defaultValue={query.result} className="w-full">
            <option value="">Any result</option>
            {AUDIT_RESULTS.map((result) => (
              <option key={result} value={result}>
                {RESULTS[result].words}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled label="Old username">
          <NameField name="old" value={query.old} />
        </Labelled>
        <Labelled label="New username">
          <NameField name="new" value={query.new} />
        </Labelled>
        <Labelled label="From day">
          <input type="date" name="from" defaultValue={query.from} className="input input-small" />
        </Labelled>
        <Labelled label="To day">
          <input type="date" name="to" defaultValue={query.to} className="input input-small" />
        </Labelled>
        <div className="flex gap-1.5 max-phone:col-span-2 max-phone:*:flex-1">
          <Button type="submit" size="small">
            Show
          </Button>
          {narrowed && (
            <ButtonLink size="small" variant="quiet" href={auditHref(ANY_AUDIT)}>
              Clear filters
            </ButtonLink>
          )}
        </div>
      </Form>
    </search>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child.
    <label className="block min-w-0 text-caption text-ink-2">
      <span className="mb-1 block">{label}</span>
      {children}
    </label>
  );
}

function NameField({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <input
      name={name}
      defaultValue={value}
      maxLength={255}
      dir="auto"
      placeholder="In full"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      className="input input-small w-40 max-phone:w-full"
    />
  );
}
