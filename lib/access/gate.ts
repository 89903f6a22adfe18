import 'server-only';
import { RehomeError } from '#lib/errors.ts';
import { type Actor, may, type Permission } from './roles.ts';

/** What the gate looks at in a request. */
export interface Knock {
  readonly host: string | null;
  readonly origin: string | null;
  /** Whether the request changes something; such a request must come from Rehome's own pages. */
  readonly writes: boolean;
  /** What was asked for, where that is known. */
  readonly path?: string;
}

/** The part of a request's headers that the gate looks at. */
export const knockOf = (head: Pick<Headers, 'get'>, writes: boolean, path?: string): Knock => ({
  host: head.get('host'),
  origin: head.get('origin'),
  writes,
  ...(path !== undefined && { path }),
});

/**
 * Where requests come from. Without sign-in the server listens on this machine alone and no proxy is trusted, so no header
 * can say more.
 */
export const SOURCE = 'loopback';

/** Names under which a dashboard without sign-in may be reached; any other is a page of somebody else (DNS rebinding). */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The one check of who may do this, made first by every page, route and action. Today's only mode is `none`: the
 * dashboard listens on loopback, and whoever reaches it is the local admin.
 * Throws `RehomeError` `forbidden`.
 */
export function admit(knock: Knock, permission: Permission): Actor {
  const name = hostName(knock.host);
  if (name === undefined || !LOOPBACK.has(name)) {
    throw new RehomeError(
      'forbidden',
      'Rehome runs without sign-in and answers only at localhost, 127.0.0.1 and [::1].',
    );
  }
  if (knock.writes && !sameOrigin(knock)) {
    throw new RehomeError('forbidden', 'This request did not come from a page of Rehome.');
  }
  const actor: Actor = { name: 'local', role: 'admin', source: SOURCE };
  if (!may(actor.role, permission)) throw new RehomeError('forbidden', 'Your role does not allow this.');
  return actor;
}

function hostName(host: string | null): string | undefined {
  if (host === null || !/^[a-z0-9.:[\]-]+$/i.test(host)) return undefined;
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
}

function sameOrigin({ host, origin }: Knock): boolean {
  if (origin === null || host === null) return false;
  try {
    return new URL(origin).host === new URL(`http://${host}`).host;
  } catch {
    return false;
  }
}
