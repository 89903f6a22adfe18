import type { History } from '#lib/history/history.ts';
import type { TimelineRecord } from '#lib/history/timeline.ts';
import { noticeWords } from './notice-words.ts';

/** The story of a run, oldest first: what happened to it, and who was told, which the outbox knows alone. */
export async function storyOf(
  history: Pick<History, 'timeline' | 'notices'>,
  runId: string,
): Promise<TimelineRecord[]> {
  const timeline = await history.timeline(runId);
  const notices = await history.notices.ofRun(runId);
  if (notices.length === 0) return timeline;
  const told = notices.map((notice) => ({ at: notice.endedAt ?? notice.at, by: null, ...noticeWords(notice) }));
  return [...timeline, ...told].sort((a, b) => a.at - b.at);
}
