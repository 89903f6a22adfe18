import { Alert } from '#components/ui/alert.tsx';
import type { MountedClaimView } from '#lib/migrations/cleanup-views.ts';
import { policyWords } from './claim-words.ts';

/** What deleting the claims of leftover pods would do, before anybody does it by hand. Rehome deletes none. */
export function ClaimNote({ claims }: { readonly claims: readonly MountedClaimView[] }) {
  const deadly = claims.filter(({ policy }) => policy === 'Delete');
  const others = claims.filter(({ policy }) => policy !== 'Delete');
  return (
    <>
      {deadly.length > 0 && (
        <Alert grade="warning" title="Deleting these claims would delete homes." className="m-4 mb-0">
          {deadly.map(({ claim }) => (
            <bdi key={claim} className="mono block [overflow-wrap:anywhere]">
              {claim}
            </bdi>
          ))}
          The reclaim policy of their volumes is Delete. Removing a pod here leaves its claims alone, and Rehome never
          deletes one.
        </Alert>
      )}
      {others.length > 0 && (
        <p className="px-inset pt-3 text-caption text-ink-2">
          Mounted by these pods, and left alone when they are removed:{' '}
          {others.map(({ claim, policy }, at) => (
            <span key={claim}>
              {at > 0 && ', '}
              <bdi className="mono [overflow-wrap:anywhere]">{claim}</bdi> ({policyWords(policy)})
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}
