import { z } from 'zod/mini';

type Affinity = Readonly<Record<string, unknown>>;

const object = z.record(z.string(), z.unknown());
/** Only what is looked into; whatever else an affinity has is passed on. */
const terms = z.array(z.looseObject({ matchFields: z.optional(z.array(z.unknown())) }));

const read = <T>(schema: z.ZodMiniType<T>, value: unknown, otherwise: T): T => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : otherwise;
};

/**
 * An affinity that also asks for one node, or the affinity itself where any node will do. Terms are alternatives, so
 * the node is asked for in each. The scheduler still decides, unlike with `nodeName`: taints and room count.
 */
export function pinnedAffinity(affinity: Affinity, node: string | null): Affinity {
  if (node === null) return affinity;
  const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
  const nodeAffinity = read(object, affinity.nodeAffinity, {});
  const required = read(object, nodeAffinity[REQUIRED], {});
  const configured = read(terms, required.nodeSelectorTerms, []);
  const here = { key: 'metadata.name', operator: 'In', values: [node] };
  const nodeSelectorTerms = (configured.length > 0 ? configured : [{}]).map((term) => ({
    ...term,
    matchFields: [...(term.matchFields ?? []), here],
  }));
  return { ...affinity, nodeAffinity: { ...nodeAffinity, [REQUIRED]: { ...required, nodeSelectorTerms } } };
}
