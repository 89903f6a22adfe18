/** What becomes of a claim's volume, in a few words; never more than is known. */
export const policyWords = (policy: string | null): string =>
  policy === null ? 'reclaim policy not known: needs permission to get persistentvolumes' : `reclaim policy ${policy}`;
