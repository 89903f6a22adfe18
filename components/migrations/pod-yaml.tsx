'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { podQuery } from '#lib/migrations/queries.ts';

/** The pod as YAML, once it is asked for. */
export function PodYaml({ runId }: { readonly runId: string }) {
  const [isOpen, setOpen] = useState(false);
  const { data, isError } = useQuery(podQuery(runId, isOpen));
  return (
    <div className="border-t border-line">
      <div className="flex min-h-11 items-center gap-2 px-inset py-1.5">
        <Button
          size="small"
          icon={isOpen ? 'chevronDown' : 'chevronRight'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          YAML
        </Button>
        <span className="min-w-0 flex-1 text-row text-ink-2">
          As the cluster has it, without the values of its environment.
        </span>
        {isOpen && data && <CopyButton text={data.yaml} label="Copy the YAML" className="-mr-2" />}
      </div>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        <section className="log px-inset!" tabIndex={0} aria-label="Pod as YAML">
          <pre className="wrap-anywhere whitespace-pre-wrap">
            <bdi>{data?.yaml ?? (isError ? 'Rehome did not answer, or has no pod of this run.' : 'Looking…')}</bdi>
          </pre>
        </section>
      )}
    </div>
  );
}
