import type { TestChannel } from '../../core/contract/test-capture.ts';
import { Measure } from '../devices/cells.tsx';
import { StateMark } from '../marks/StateMark.tsx';
import { bytes } from '../words/numbers.ts';
import { alarmCount, alarmWords, findingsOf, isUrgent, sourceWords } from './findings.ts';
import { SmallHistogram } from './Histogram.tsx';
import type { SortKey } from './order.ts';
import { measured, offsetWords, rateWords, typeWords } from './words.ts';

export function ChannelCell({ channel, column }: { channel: TestChannel; column: SortKey }) {
  const { samples, rate, types, latency, offset, pulseIds } = channel;
  switch (column) {
    case 'worst':
      return <Found channel={channel} />;
    case 'channel':
      return channel.channel;
    case 'source':
      return <span className="soft">{sourceWords(channel)}</span>;
    case 'samples':
      return samples === 0 ? <b>0</b> : samples;
    case 'rate':
      return rate === null ? <Unknown /> : <Measure text={rateWords(rate)} />;
    case 'type':
      return types.length === 0 ? <Unknown /> : `${typeWords(types[0])}${types.length > 1 ? `, and ${types.length - 1} more` : ''}`;
    case 'bytes':
      return channel.bytes === null ? <Unknown /> : <Measure text={bytes(channel.bytes.p50)} />;
    case 'p50':
    case 'p95':
    case 'max':
      return latency === null ? <Unknown /> : <Measure text={measured(latency[column])} />;
    case 'offset':
      if (offset === null) return <Unknown />;
      return (
        <span className="in-row offset-cell" title={`${measured(offset.min)} to ${measured(offset.max)}`}>
          <SmallHistogram spread={offset} />
          <Measure text={offsetWords(offset.p50)} />
        </span>
      );
    case 'drift':
      return offset?.driftMsPerHour == null ? <Unknown /> : <Measure text={`${offsetWords(offset.driftMsPerHour)}/h`} />;
    case 'pulseIds':
      return samples === 0 ? (
        <Unknown />
      ) : pulseIds.with === 0 ? (
        <span className="soft">none</span>
      ) : (
        <Part is={pulseIds.with} of={samples} />
      );
    case 'gaps':
      return <Count count={channel.gaps.pulses} />;
    case 'duplicates':
      return <Count count={channel.duplicates} />;
    case 'alarms':
      return <Count count={alarmCount(channel)} title={alarmWords(channel)} />;
    case 'decodeErrors':
      return <Count count={channel.decodeErrors.count} title={channel.decodeErrors.sentence ?? ''} />;
    case 'captured':
      return channel.captured === null ? (
        <span className="caption" title="No channel of the settings is it">
          no channel
        </span>
      ) : (
        <Part is={channel.captured.captured} of={channel.captured.of} />
      );
    case 'gateway':
      return channel.gateway === null ? <Unknown /> : <span title={channel.gateway}>refuses it</span>;
  }
}

function Found({ channel }: { channel: TestChannel }) {
  const [worst, ...others] = findingsOf(channel);
  if (worst === undefined) return <span className="soft">all well</span>;
  return (
    <span className={isUrgent(worst) ? `of-${worst.family}` : 'word-attention'} title={worst.sentence}>
      <StateMark state={isUrgent(worst) ? 'act' : 'attention'} /> {worst.word}
      {others.length > 0 && <span className="caption"> +{others.length}</span>}
    </span>
  );
}

function Part({ is, of }: { is: number; of: number }) {
  return (
    <span className={is < of ? 'strong' : ''}>
      {is} <span className="unit">of {of}</span>
    </span>
  );
}

function Count({ count, title = '' }: { count: number; title?: string }) {
  return count === 0 ? <span className="unit">0</span> : <b title={title}>{count}</b>;
}

function Unknown() {
  return (
    <span className="unit" title="Not known">
      –
    </span>
  );
}
