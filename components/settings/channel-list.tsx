import { Empty } from '#components/ui/empty.tsx';
import type { Clock } from '#lib/format/time.ts';
import type { NoticesView } from '#lib/migrations/notice-views.ts';
import { channelWords } from './notice-look.ts';
import { SelfTest, type TestAction } from './self-test.tsx';

interface ChannelListProps {
  readonly notices: NoticesView;
  /** Sends a test to the channel of a key. */
  readonly testOf: (key: string) => TestAction;
  readonly clock: Clock;
}

/** Who is told of runs, each with a way to try it. */
export function ChannelList({ notices: { channels, hasLinks }, testOf, clock }: ChannelListProps) {
  if (channels.length === 0) {
    return (
      <div className="border-b border-line">
        <Empty small title="Nobody is told when a run ends">
          Name a Slack channel or a webhook under <span className="mono">notifications</span> in the file.
        </Empty>
      </div>
    );
  }
  return (
    <section aria-label="Who is told" className="border-b border-line">
      <h2 className="border-b border-line px-inset py-3">Who is told</h2>
      {channels.map((channel) => (
        <SelfTest
          key={channel.key}
          title={channel.label}
          words={channelWords(channel)}
          button="Send test"
          about={`Send test to ${channel.label}`}
          busy="Sending…"
          test={testOf(channel.key)}
          clock={clock}
          refreshes
        />
      ))}
      {!hasLinks && (
        <p className="px-inset py-4 text-row text-ink-2">
          Messages hold no links to runs: <span className="mono">publicUrl</span> is not set.
        </p>
      )}
    </section>
  );
}
