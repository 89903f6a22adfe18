import type { RunRecord } from '#lib/history/run-record.ts';

type Why = Pick<RunRecord, 'kind' | 'ticket' | 'identityConfirmed' | 'requestedBy'>;

/** What was given for a run beside its reason, for people to read. */
export const whyFacts = ({ kind, ticket, identityConfirmed, requestedBy }: Why) => [
  ...(ticket === null ? [] : [{ label: 'Ticket', value: ticket }]),
  ...(kind === 'copy'
    ? [{ label: 'Identity', value: identityConfirmed ? `confirmed by ${requestedBy}` : 'not confirmed' }]
    : []),
];
