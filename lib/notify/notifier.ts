import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { History } from '#lib/history/history.ts';
import type { NoticeRecord } from '#lib/history/notices.ts';
import { newId } from '#lib/history/row-id.ts';
import type { NoticeFacts } from '#lib/migrations/notice-events.ts';
import type { NoticesView, NoticeView } from '#lib/migrations/notice-views.ts';
import type { TestReport } from '#lib/migrations/settings-views.ts';
import type { Sender } from './bodies.ts';
import type { Channel } from './channels.ts';
import { deliver } from './deliver.ts';

/** So many of the last messages are shown. */
const SHOWN = 20;

interface NotifierOptions {
  readonly history: Pick<History, 'notices' | 'audit'>;
  readonly channels: readonly Channel[];
  readonly sender: Sender;
}

/** What the page of the settings asks about notifications. */
export class Notifier {
  readonly #options: NotifierOptions;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  /** Who is told, and what became of the last messages. */
  async view(): Promise<NoticesView> {
    const { history, channels, sender } = this.#options;
    return {
      channels: channels.map(({ key, label, type, host, on }) => ({ key, label, type, host, on })),
      newest: (await history.notices.newest(SHOWN)).map(viewOf),
      hasLinks: sender.publicUrl !== undefined,
    };
  }

  /**
   * Sends a test to one of them, once and now. It is in the audit and among the last messages.
   * @throws RehomeError `not_found` where nobody of that key is told
   */
  async sendTest(key: string, actor: Actor): Promise<TestReport> {
    const { history, channels, sender } = this.#options;
    const channel = channels.find((each) => each.key === key);
    if (!channel) throw new RehomeError('not_found', 'Nobody of that name is told. Load the page anew.');
    const [id, facts] = [newId(), testFacts()];
    const answer = await deliver(channel, { id, facts }, sender, new AbortController().signal);
    const at = Date.now();
    const { label } = channel;
    await history.notices.tested({ id, key, label, facts }, at, answer.ok ? null : answer.problem);
    const headline = answer.ok ? `${label} took the test.` : `${label} did not take the test. ${answer.problem}`;
    await history.audit.append({
      ...{ at, actor: actor.name, source: actor.source, action: 'settings.send-test', object: label },
      ...{ result: answer.ok ? 'done' : 'failed', detail: headline },
    });
    return { ok: answer.ok, headline, problems: [], raw: null, at: new Date(at).toISOString() };
  }
}

const testFacts = (): NoticeFacts => ({ at: new Date().toISOString(), run: null, trouble: null });

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function viewOf({ id, at, label, event, facts, state, tries, nextAt, endedAt, problem }: NoticeRecord): NoticeView {
  const { run } = facts;
  return {
    ...{ id, at: new Date(at).toISOString(), label, event, state, tries, problem },
    run: run && { id: run.id, number: run.number, oldUser: run.oldUser, newUser: run.newUser },
    nextAt: state === 'waiting' ? isoOrNull(nextAt) : null,
    endedAt: isoOrNull(endedAt),
  };
}
