import type { KubeClaim } from '#lib/storage/kube-objects.ts';

export type NodePin = { readonly node: string | null } | { readonly problem: string };

/** Whether only one node at a time can mount a claim's volume. */
function singleNode(claim: KubeClaim): boolean {
  const modes = claim.spec.accessModes ?? [];
  const many = modes.includes('ReadWriteMany') || modes.includes('ReadOnlyMany');
  return !many && (modes.includes('ReadWriteOnce') || modes.includes('ReadWriteOncePod'));
}

/**
 * The node that a pod with these claims must run on: where running pods hold a claim that one node alone can mount;
 * null where any node will do.
 *
 * @param nodes - the node of the running pods that mount a claim, by the claim's name
 */
export function pinToNode(claims: readonly KubeClaim[], nodes: ReadonlyMap<string, string>): NodePin {
  const held = claims.flatMap((claim) => {
    const node = nodes.get(claim.metadata.name);
    return node !== undefined && singleNode(claim) ? [{ name: claim.metadata.name, node, claim }] : [];
  });
  const alone = held.find(({ claim }) => claim.spec.accessModes?.includes('ReadWriteOncePod'));
  if (alone) return { problem: `Claim ${alone.name} allows one pod only and is in use on node ${alone.node}.` };
  const other = held.find(({ node }) => node !== held[0]?.node);
  if (held[0] && other) {
    const where = `${held[0].name} on node ${held[0].node}, ${other.name} on node ${other.node}`;
    return {
      problem: `No node can mount both homes: the claims are in use on two (${where}). Stop one of the servers.`,
    };
  }
  return { node: held[0]?.node ?? null };
}
