import type { PulsePreview } from '../../core/contract/preview.ts';
import { CurveView } from '../curve/CurveView.tsx';
import { ImageView } from '../image/ImageView.tsx';
import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { TrendsView } from '../trends/TrendsView.tsx';

type ChannelViewProps = { preview: PulsePreview; reference: PulsePreview | null; channel: string };

/** One channel, large. It stays open from pulse to pulse, whether the channel is there or not. */
export function ChannelView({ preview, reference, channel: name }: ChannelViewProps) {
  const channel = preview.channels.find((each) => each.channel === name);
  if (channel === undefined) return <NotThere preview={preview} name={name} />;
  const props = { preview, channel, reference };
  if (channel.kind === 'image') return <ImageView {...props} />;
  return channel.kind === 'curve' ? <CurveView {...props} /> : <TrendsView channel={name} />;
}

function NotThere({ preview: { missing }, name }: { preview: PulsePreview; name: string }) {
  const outcome = missing.find((each) => each.channel === name);
  return (
    <section className="panel" aria-label={name}>
      <header>
        <h2>{name}</h2>
        {outcome !== undefined && <OutcomeWord code={outcome.code} />}
      </header>
      <p className="empty">{outcome?.sentence ?? `${name} is in none of the files of this pulse, and was not expected in them.`}</p>
    </section>
  );
}
