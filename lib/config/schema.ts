import { z } from 'zod';
import { BANDWIDTH_RULE, parseBandwidth } from '#lib/format/bandwidth.ts';
import { excludeProblem, MAX_EXCLUDES } from '#lib/migrations/exclude-problems.ts';
import { KEEP_PODS, REQUIRABLE } from '#lib/migrations/start-views.ts';
import { VERIFY_MODES } from '#lib/migrations/wire.ts';
import { duration } from './duration.ts';
import { homesSchema } from './homes-schema.ts';
import { migratorSchema } from './migrator-schema.ts';
import { notificationsSchema } from './notifications-schema.ts';
import { publicUrlSchema } from './public-url.ts';
import { retentionSchema } from './retention-schema.ts';
import { type SecretReader, secret } from './secret.ts';

/** Where a configuration was found: relative paths in it start there, and secrets are read through it. */
export interface SchemaContext {
  /** Makes a path of the configuration absolute. */
  readonly resolvePath: (path: string) => string;
  readonly readSecret: SecretReader;
}

const text = z.string().min(1, 'must not be empty');
const dnsLabel = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'must be a DNS label: a-z, 0-9 and -, at most 63 characters');

const limits = z.strictObject({
  concurrency: z.int('must be a whole number').min(1, 'must be at least 1').default(2).describe('Pods at a time.'),
  startTimeout: duration('5m').describe('How long a pod may take until its program runs.'),
  runTimeout: duration('24h').describe('How long a copy may run.'),
  reconnectTimeout: duration('3m')
    .refine((ms) => ms < 5 * 60_000, 'must be shorter than 5m: load balancers and API servers cut longer watches')
    .describe('After how long a watch is started anew; shorter than 5m.'),
  stalledAfter: duration('60s').describe('Without any progress for this long, a run is shown as stalled.'),
  stopGrace: duration('30s').describe('What a stopped migrator gets to leave its work in order.'),
  checkAge: duration('30m').describe('How long what a check found counts before a start.'),
  bandwidth: z
    .string(BANDWIDTH_RULE)
    .transform((text, issues) => {
      const rate = parseBandwidth(text);
      if (rate === undefined) issues.addIssue(BANDWIDTH_RULE);
      return rate ?? z.NEVER;
    })
    .exactOptional()
    .describe('How fast a copy may read and write, in bytes a second such as 50M; default: no limit.'),
});

const exclude = z.string().superRefine((pattern, issues) => {
  const problem = excludeProblem(pattern);
  if (problem) issues.addIssue(problem);
});

const policy = z.strictObject({
  setId: z.enum(['strip', 'keep']).default('strip').describe('Set-id bits of copied files.'),
  keepPods: z
    .enum(KEEP_PODS)
    .default('failed')
    .describe('Whether the pods of failed runs stay until somebody cleans up.'),
  verify: z
    .enum(VERIFY_MODES)
    .default('sizes')
    .describe('How copy and original are compared at the end: sizes, checksums (reads both again) or none.'),
  excludes: z
    .array(exclude)
    .max(MAX_EXCLUDES, `must be ${MAX_EXCLUDES} patterns at most`)
    .default([])
    .describe('What is left out of copies: @caches, @trash, @environments, @secrets or patterns.'),
  required: z
    .array(z.enum(REQUIRABLE))
    .default([])
    .describe('What whoever starts a copy must give: reason, ticket, identity.'),
});

const cluster = (context: SchemaContext) =>
  z.strictObject({
    kubeconfig: text
      .transform(context.resolvePath)
      .exactOptional()
      .describe('A kubeconfig file; default: KUBECONFIG, ~/.kube/config or the pod itself.'),
    context: text.exactOptional().describe('The context of the kubeconfig; default: its current one.'),
    name: text.exactOptional().describe('What the cluster is called on screen; default: as in the kubeconfig.'),
    environment: z.string().default('').describe('A word shown beside it, such as staging.'),
    production: z.boolean().default(false).describe('Whether the environment is marked as production.'),
  });

const directory = (context: SchemaContext) =>
  z.discriminatedUnion('source', [
    z.strictObject({ source: z.literal('claims').describe('The users named by the claims that are homes.') }),
    z.strictObject({
      source: z.literal('static').describe('The people listed in a file.'),
      file: text.transform(context.resolvePath).describe('A YAML or JSON list of { username, displayName, uid }.'),
    }),
  ]);

const historyUrl = (context: SchemaContext) =>
  secret(context.readSecret)
    .pipe(z.string().regex(/^sqlite:.+/, 'must be sqlite: and a file'))
    .transform((url) => {
      const file = url.slice('sqlite:'.length);
      return file === ':memory:' ? url : `sqlite:${context.resolvePath(file)}`;
    })
    .prefault('sqlite:./rehome.db')
    .describe('The database that keeps the record.');

/** Claims name users only where each has one. Looks at text that is unchecked yet, so that all problems show at once. */
function directoryFits(config: unknown): boolean {
  const { homes, directory: people } = config as { homes?: { layout?: unknown }; directory?: { source?: unknown } };
  return people?.source !== 'claims' || homes?.layout !== 'shared';
}

/** The schema of `rehome.yaml`. Durations come out as milliseconds, paths as absolute paths, secrets as text. */
export const configSchema = (context: SchemaContext) =>
  z
    .strictObject({
      instance: dnsLabel.default('rehome').describe('The name of this installation, in names and labels of pods.'),
      realm: dnsLabel
        .default('default')
        .describe('The name of the platform whose homes are moved; every record has it.'),
      cluster: cluster(context).prefault({}),
      namespace: dnsLabel.exactOptional().describe('Where migrator pods run; default: the namespace of the context.'),
      homes: homesSchema,
      directory: directory(context),
      migrator: migratorSchema,
      limits: limits.prefault({}),
      policy: policy.prefault({}),
      history: z.strictObject({ url: historyUrl(context) }).prefault({}),
      publicUrl: publicUrlSchema.exactOptional(),
      notifications: notificationsSchema(context.readSecret),
      retention: retentionSchema.prefault({}),
      auth: z.strictObject({ mode: z.literal('none').default('none').describe('How people sign in.') }).prefault({}),
    })
    .refine((config) => typeof config !== 'object' || config === null || directoryFits(config), {
      path: ['directory', 'source'],
      error: 'claims needs homes.layout claimPerUser: in a shared volume no claim belongs to one user',
      when: () => true,
    });

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** The configuration as the code reads it: complete, deep-frozen, durations in milliseconds. */
export type Config = DeepReadonly<z.output<ReturnType<typeof configSchema>>>;
export type HomesConfig = Config['homes'];
