import type { ChannelOutcome } from '../../core/contract/api.ts';
import type { ChannelValue } from '../../core/contract/device-values.ts';
import type { ChannelFacts } from '../../core/contract/devices.ts';
import { showCapturesWithout } from '../captures/filter.ts';
import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { bytes, duration, signed } from '../words/numbers.ts';
import { alarmWords } from './add/peek-words.ts';
import { ValueCard } from './LastValue.tsx';
import { sourceWords } from './rows.ts';

type ChannelCardProps = { channel: ChannelFacts; outcome: ChannelOutcome | undefined; value: ChannelValue | undefined };

/** How a channel is captured, and what became of it last. */
export function ChannelCard({ channel, outcome, value }: ChannelCardProps) {
  const { name, type, source, units, settleMs } = channel;
  return (
    <article className="channel-card">
      <h4>{name}</h4>
      {outcome !== undefined && (
        <p>
          <OutcomeMark code={outcome.code} /> {outcome.sentence}
        </p>
      )}
      {value === undefined ? (
        <p className="soft small">It stands in none of the newest files of this machine.</p>
      ) : (
        <ValueCard value={value} />
      )}
      <dl className="facts">
        <dt>Source</dt>
        <dd>{sourceWords(source)}</dd>
        <dt>Type</dt>
        <dd>
          {type}
          {outcome?.pixels !== undefined && `, ${outcome.pixels.shape.join(' × ')} ${outcome.pixels.dtype}`}
          {units !== null && `, in ${units}`}
        </dd>
        <dt>Match</dt>
        <dd>{matchWords(channel)}</dd>
        <dt>Settle time</dt>
        <dd>{duration(settleMs)} after the pulse</dd>
        {outcome !== undefined && <Measured outcome={outcome} />}
      </dl>
      <p>
        <button type="button" className="link small" onClick={() => showCapturesWithout(name)}>
          Captures without it
        </button>
      </p>
    </article>
  );
}

function Measured({ outcome: { offsetMs, latencyMs, bytes: size, alarm } }: { outcome: ChannelOutcome }) {
  const figures = [
    ...(offsetMs === undefined ? [] : [`offset ${signed(offsetMs)}`]),
    ...(latencyMs === undefined ? [] : [`latency ${duration(latencyMs)}`]),
    ...(size === undefined ? [] : [bytes(size)]),
  ];
  return (
    <>
      {figures.length > 0 && (
        <>
          <dt>Last reading</dt>
          <dd>{figures.join(', ')}</dd>
        </>
      )}
      {alarm !== undefined && (
        <>
          <dt>Alarm</dt>
          <dd>{alarmWords(alarm)}</dd>
        </>
      )}
    </>
  );
}

export function matchWords({ match, reachMs }: Pick<ChannelFacts, 'match' | 'reachMs'>): string {
  if (match === 'pulse-id') return 'by pulse ID';
  if (match === 'nearest') return `nearest in time, at most ${duration(reachMs ?? 0)} off`;
  return `last value, at most ${duration(reachMs ?? 0)} old`;
}
