import { z } from 'zod';
import { parseLabelSelector } from './label-selector.ts';
import { checkTemplate } from './path-template.ts';

const absolute = z.string().regex(/^\//, 'must be an absolute path');
const kinds = 'name exactly one of nfs, persistentVolumeClaim and hostPath';

const volume = z
  .strictObject({
    nfs: z
      .strictObject({
        server: z.string().min(1, 'must not be empty').describe('The host of the export.'),
        path: absolute.describe('The exported folder.'),
      })
      .exactOptional()
      .describe('An NFS export that every node can mount.'),
    persistentVolumeClaim: z
      .strictObject({ claimName: z.string().min(1, 'must not be empty').describe('The name of the claim.') })
      .exactOptional()
      .describe('A claim in the namespace of the migrator pods.'),
    hostPath: z
      .strictObject({ path: absolute.describe('The folder.') })
      .exactOptional()
      .describe('A folder of the node; only for namespaces without Pod Security baseline or restricted.'),
  })
  .refine((value) => typeof value !== 'object' || value === null || Object.keys(value).length === 1, {
    error: kinds,
    // Also beside other problems inside, so that all are listed at once.
    when: () => true,
  })
  .meta({ minProperties: 1, maxProperties: 1, description: `The volume that holds all homes: ${kinds}.` });

const id = z.int('must be a whole number').max(2 ** 32 - 2, 'is no user or group id');
const fixedOwner = z.strictObject({
  uid: id.min(1, 'must not be 0: root never owns a copy').describe('User id of everybody.'),
  gid: id.min(0, 'is no group id').describe('Group id of everybody.'),
});
const owner = z.union([z.literal('fromHome'), fixedOwner], 'write fromHome or { uid: …, gid: … }');
const OWNER = 'Who owns the copy: the owner of the new home, or one uid and gid for everybody.';

const template = z.string().superRefine((text, context) => {
  const problem = checkTemplate(text);
  if (problem) context.addIssue({ code: 'custom', message: problem });
});

const shared = z.strictObject({
  layout: z.literal('shared').describe('All homes lie in one volume.'),
  volume,
  path: template
    .default('{username}')
    .describe('Where a home lies in the volume, with {username}, {escaped_username}, {safe_username} and {initial}.'),
  owner: owner.default('fromHome').describe(OWNER),
});

const claimPerUser = z.strictObject({
  layout: z.literal('claimPerUser').describe('Each home is a persistent volume claim.'),
  owner: owner.default({ uid: 1000, gid: 100 }).describe(OWNER),
  claims: z
    .strictObject({
      labelSelector: z
        .string()
        .refine((text) => parseLabelSelector(text) !== undefined, 'is not a label selector')
        .default('component=singleuser-storage')
        .describe('Which claims are homes.'),
      usernameAnnotation: z
        .string()
        .min(1, 'must not be empty')
        .default('hub.jupyter.org/username')
        .describe('The annotation of a claim that holds the username as it is.'),
    })
    .prefault({}),
});

/** How a username leads to files: one shared volume, or one claim for each user. */
export const homesSchema = z.discriminatedUnion('layout', [shared, claimPerUser]);
