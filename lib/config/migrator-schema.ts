import { z } from 'zod';

const text = z.string().min(1, 'must not be empty');
const NO_QUANTITY = 'is no Kubernetes quantity, such as 500m or 2Gi';
const quantity = z
  .union(
    [z.string().regex(/^\d+(\.\d+)?([numkMGTPE]|[KMGTPE]i|e\d+)?$/, NO_QUANTITY), z.number().nonnegative(NO_QUANTITY)],
    NO_QUANTITY,
  )
  .transform(String);
const quantities = z.record(text, quantity).exactOptional();

const toleration = z.strictObject({
  key: z.string().exactOptional(),
  operator: z.enum(['Exists', 'Equal', 'Lt', 'Gt']).exactOptional(),
  value: z.string().exactOptional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).exactOptional(),
  tolerationSeconds: z.int().exactOptional(),
});

const annotations = z
  .record(text, z.string('must be text'))
  .refine((map) => !Object.keys(map).some((key) => key.startsWith('rehome.dev/')), {
    error: 'must not set annotations of rehome.dev/',
  });

/** How migrator pods are made. What Kubernetes itself explains is taken over as it is. */
export const migratorSchema = z.strictObject({
  image: text.describe('The image of Rehome, by digest if you can.'),
  imagePullPolicy: z
    .enum(['Always', 'IfNotPresent', 'Never'])
    .exactOptional()
    .describe('When nodes pull the image; default: what Kubernetes decides by the tag.'),
  command: z
    .array(text)
    .min(1, 'must not be empty')
    .default(['node', '/app/migrator/dist/main.js'])
    .describe('The program that copies; its arguments are added.'),
  resources: z
    .strictObject({
      requests: quantities.describe('Requests of each container.'),
      limits: quantities.describe('Limits of each container.'),
    })
    .prefault({}),
  nodeSelector: z.record(text, z.string('must be text')).default({}).describe('Labels that a node must have.'),
  tolerations: z.array(toleration).default([]).describe('Taints of nodes that are tolerated.'),
  affinity: z.record(text, z.unknown()).default({}).describe('Affinity, as in a pod.'),
  priorityClassName: text.exactOptional().describe('The priority class of the pods; default: none.'),
  imagePullSecrets: z
    .array(z.strictObject({ name: text }))
    .default([])
    .describe('Secrets that pulling the image needs.'),
  extraAnnotations: annotations.default({}).describe('Annotations added to the pods.'),
});
