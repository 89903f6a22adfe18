import 'server-only';
import { headers } from 'next/headers';
import { forbidden } from 'next/navigation';
import { cache } from 'react';
import { isRehomeError } from '#lib/errors.ts';
import { READ } from './commands.ts';
import { admit, type Knock, knockOf } from './gate.ts';
import { recordRefusal } from './refusal.ts';
import type { Actor, Permission } from './roles.ts';

/** The knock of a request; a page and the layouts around it ask about the same one. */
const knockOfRequest = cache(async () => knockOf(await headers(), false));
const refused = new WeakSet<Knock>();

/** The gate of a page: first line of each. Answers 403 with the page for it where the visitor may not see this. */
export async function openPage(permission: Permission = 'see'): Promise<Actor> {
  const knock = await knockOfRequest();
  try {
    return admit(knock, permission);
  } catch (error) {
    if (!isRehomeError(error)) throw error;
    if (!refused.has(knock)) {
      refused.add(knock);
      await recordRefusal({ action: READ, actor: undefined, knock }, error);
    }
    forbidden();
  }
}
