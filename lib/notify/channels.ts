import { createHash } from 'node:crypto';
import type { Config } from '#lib/config/schema.ts';
import type { NoticeRule } from '#lib/history/notices.ts';

/** Somebody who is told, with where and how. The address is a key itself and never shown. */
export interface Channel extends NoticeRule {
  readonly type: 'slack' | 'webhook';
  readonly url: string;
  /** The host of its address. */
  readonly host: string;
  /** The key that signs; null where nothing is signed. */
  readonly secret: string | null;
}

/** The configured notifications. One without a name is found again by its address. */
export const channelsOf = (notifications: Config['notifications']): readonly Channel[] =>
  notifications.map((each) => {
    const { type, name, url, on } = each;
    const { host } = new URL(url);
    const hash = createHash('sha256').update(url).digest('hex').slice(0, 16);
    const secret = each.type === 'webhook' ? each.secret : null;
    return { type, key: name ?? `${type}-${hash}`, label: name ?? host, host, url, on, secret };
  });
