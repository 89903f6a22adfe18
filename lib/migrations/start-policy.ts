import type { StartInput } from './input.ts';
import type { Requirable } from './start-views.ts';

type Given = Pick<StartInput, 'why' | 'ticket' | 'identityConfirmed'>;

const NEEDS: Readonly<
  Record<Requirable, { readonly field: keyof Given; readonly has: (given: Given) => boolean; readonly words: string }>
> = {
  reason: { field: 'why', has: ({ why }) => isText(why), words: 'The policy asks for a reason.' },
  ticket: { field: 'ticket', has: ({ ticket }) => isText(ticket), words: 'The policy asks for a ticket.' },
  identity: {
    field: 'identityConfirmed',
    has: ({ identityConfirmed }) => identityConfirmed === true,
    words: 'The policy asks you to confirm that both accounts are one person’s.',
  },
};

const isText = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** What the policy asks for and was not given: a sentence for each field of the input. Empty where all is there. */
export const missingFor = (required: readonly Requirable[], given: Given): Readonly<Record<string, string>> =>
  Object.fromEntries(
    required.flatMap((each) => (NEEDS[each].has(given) ? [] : [[NEEDS[each].field, NEEDS[each].words]])),
  );
