import type { NoticeEvent, NoticeState } from './notice-events.ts';

/** Somebody who is told of runs. The address is a key and never shown. */
export interface ChannelView {
  readonly key: string;
  readonly label: string;
  readonly type: 'slack' | 'webhook';
  readonly host: string;
  readonly on: readonly NoticeEvent[];
}

/** A message, and what became of it. Times are ISO 8601. */
export interface NoticeView {
  readonly id: string;
  readonly at: string;
  readonly label: string;
  readonly event: NoticeEvent | 'test';
  readonly run: {
    readonly id: string;
    readonly number: number;
    readonly oldUser: string;
    readonly newUser: string;
  } | null;
  readonly state: NoticeState;
  readonly tries: number;
  /** When it is tried again; null where it is not. */
  readonly nextAt: string | null;
  readonly endedAt: string | null;
  readonly problem: string | null;
}

export interface NoticesView {
  readonly channels: readonly ChannelView[];
  /** Newest first. */
  readonly newest: readonly NoticeView[];
  /** Whether messages can link to runs. */
  readonly hasLinks: boolean;
}
