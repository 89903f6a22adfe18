import 'server-only';
import { headers } from 'next/headers';
import { forbidden } from 'next/navigation';
import { isRehomeError } from '#lib/errors.ts';
import { admit } from './gate.ts';
import type { Actor, Permission } from './roles.ts';

/** The gate of a page: first line of each. Answers 403 with the page for it where the visitor may not see this. */
export async function openPage(permission: Permission = 'see'): Promise<Actor> {
  const head = await headers();
  try {
    return admit({ host: head.get('host'), origin: head.get('origin'), writes: false }, permission);
  } catch (error) {
    if (isRehomeError(error)) forbidden();
    throw error;
  }
}
