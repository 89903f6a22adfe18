import 'server-only';
import type { Command } from '#lib/access/commands.ts';
import type { Actor } from '#lib/access/roles.ts';
import { homePath } from '#lib/homes/layout.ts';
import type { ResolvedHomes } from '#lib/homes/resolve.ts';
import type { AccessReview } from '#lib/storage/kubernetes/access-review.ts';
import { Timeout } from '#lib/storage/timeout.ts';
import { folderName } from './names.ts';
import { type NeededPermission, neededPermissions, optionalPermissions } from './needed-permissions.ts';
import type { Parts } from './parts.ts';
import { buildMigratorObjects } from './pod.ts';
import { makePlan } from './run-plan.ts';
import type { TestReport } from './settings-views.ts';
import { type Found, problemOf } from './test-problems.ts';

const TEST_MS = 10_000;
/** Stands for the pair: nobody of that name need exist, since no pod is made. */
const PAIR = { oldUser: 'rehome-test-old', newUser: 'rehome-test-new' } as const;
const NO_RUN = '00000000-0000-7000-8000-000000000000';

/** Tries out the set-up on request. Each test is in the audit, changes nothing, and answers within ten seconds. */
export class SelfTests {
  readonly #parts: Pick<Parts, 'config' | 'namespace' | 'history' | 'pods'>;
  readonly #review: AccessReview;

  constructor(parts: Pick<Parts, 'config' | 'namespace' | 'history' | 'pods'>, review: AccessReview) {
    this.#parts = parts;
    this.#review = review;
  }

  /** Has the API server check the pod of a copy, as if it were made. */
  tryPod(actor: Actor): Promise<TestReport> {
    return this.#run('settings.try-pod', actor, async (timeout) => {
      const { config, namespace, pods } = this.#parts;
      const run = { ...PAIR, id: NO_RUN, kind: 'copy', folder: folderName(PAIR.oldUser, new Date()) } as const;
      const homes = stagedHomes(config.homes);
      const { pod } = buildMigratorObjects({ config, run: { ...run, plan: makePlan(config, {}) }, homes, namespace });
      await pods.tryCreate(pod, timeout);
      return { ok: true, headline: 'The cluster would take the pod of a copy.', problems: [], raw: null };
    });
  }

  /** Asks the cluster for each permission that Rehome needs. */
  checkPermissions(actor: Actor): Promise<TestReport> {
    return this.#run('settings.check-permissions', actor, async (timeout) => {
      const { config } = this.#parts;
      const needed = neededPermissions(config);
      const [missing, optional] = await Promise.all([
        this.#missing(needed, timeout),
        this.#missing(optionalPermissions(config), timeout),
      ]);
      const problems = missing.map((permission) => ({ what: nameOf(permission), means: permission.means }));
      const seen = optional.map((permission) => `Optional, and missing: ${nameOf(permission)}. ${permission.means}`);
      const where = `in namespace ${this.#parts.namespace}`;
      const [headline, ok] =
        missing.length === 0
          ? [`Rehome’s account has all ${needed.length} permissions it needs ${where}.`, true]
          : [`${missing.length} of ${needed.length} permissions are missing ${where}.`, false];
      return { ok, headline, problems, seen, raw: null };
    });
  }

  async #missing(permissions: readonly NeededPermission[], timeout: Timeout): Promise<readonly NeededPermission[]> {
    const allowed = await Promise.all(
      permissions.map(({ means: _, ...ability }) => this.#review.allows(ability, timeout)),
    );
    return permissions.filter((_, at) => !allowed[at]);
  }

  async #run(action: Command, actor: Actor, test: (timeout: Timeout) => Promise<Found>): Promise<TestReport> {
    const found = await test(new Timeout('The test', TEST_MS)).catch((error: unknown) => problemOf(error, TEST_MS));
    const at = Date.now();
    const missing = found.problems.map(({ what }) => what).join(', ');
    const detail = missing ? `${found.headline} ${missing}` : found.headline;
    await this.#parts.history.audit.append({
      ...{ at, actor: actor.name, source: actor.source, action, object: this.#parts.namespace },
      ...{ result: found.ok ? 'done' : 'failed', detail },
    });
    return { ...found, at: new Date(at).toISOString() };
  }
}

const nameOf = ({ verb, resource, subresource }: NeededPermission): string =>
  `${verb} ${[resource, subresource].filter(Boolean).join('/')}`;

/** Homes as they would be found; the API server looks at names, not at what they lead to. */
function stagedHomes(homes: Parts['config']['homes']): ResolvedHomes {
  if (homes.layout === 'claimPerUser') {
    return { layout: 'claimPerUser', oldClaim: PAIR.oldUser, newClaim: PAIR.newUser, node: null };
  }
  const [oldHome, newHome] = [homePath(homes.path, PAIR.oldUser), homePath(homes.path, PAIR.newUser)];
  const pathOf = (home: ReturnType<typeof homePath>, name: string) => ('path' in home ? home.path : name);
  return {
    ...{ layout: 'shared', volume: homes.volume, node: null },
    ...{ oldPath: pathOf(oldHome, PAIR.oldUser), newPath: pathOf(newHome, PAIR.newUser) },
  };
}
