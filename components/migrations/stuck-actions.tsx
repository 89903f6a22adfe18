import { ButtonLink } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { PodFactsView } from '#lib/migrations/evidence-views.ts';

/** Where to look when a run is stuck: what the cluster said of its pod, here or with kubectl. */
export const StuckActions = ({ pod: { namespace, name } }: { readonly pod: PodFactsView }) => (
  <>
    <ButtonLink href={{ query: { tab: 'events' } }} scroll={false} replace size="small">
      Show events
    </ButtonLink>
    <CopyButton text={`kubectl --namespace ${namespace} describe pod ${name}`} label="Copy the kubectl command" />
  </>
);
