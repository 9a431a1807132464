import type { TestChannel } from '../../core/contract/test-capture.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { bytes, counted } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { alarmWords, findingsOf, isUrgent, sourceWords } from './findings.ts';
import { Histogram } from './Histogram.tsx';
import { fieldTitles, measured, offsetWords, rateWords, typeWords, valueWords } from './words.ts';

type ChannelDetailsProps = { channel: TestChannel; onClose(): void; onSuggestions(): void };

/** All that was found of one channel. */
export function ChannelDetails({ channel, onClose, onSuggestions }: ChannelDetailsProps) {
  const { latency, offset, types, suggestions, gaps } = channel;
  return (
    <section className="panel test-details" aria-label={`Channel ${channel.channel}`}>
      <header>
        <h2 className="cut" title={channel.channel}>
          {channel.channel}
        </h2>
        <span className="grow" />
        <button type="button" className="link small" onClick={onClose}>
          Close
        </button>
      </header>
      <ScrollPlace className="body" label="What was found of it">
        <ul className="findings">
          {findingsOf(channel).map((finding) => (
            <li key={finding.word}>
              <StateMark state={isUrgent(finding) ? 'act' : 'attention'} /> {finding.sentence}
            </li>
          ))}
          {findingsOf(channel).length === 0 && <li className="soft">Nothing was found wrong with it.</li>}
        </ul>
        <Facts channel={channel} />
        {latency !== null && (
          <>
            <h3>Latency</h3>
            <Histogram what="Latency" spread={latency} />
          </>
        )}
        {offset !== null && (
          <>
            <h3>Offset from the pulse, {offset.by === 'pulse-id' ? 'by pulse ID' : 'of the nearest pulse'}</h3>
            <Histogram what="Offset" spread={offset} />
            <p className="small soft">
              {offset.driftMsPerHour === null
                ? 'Too little came to tell a drift.'
                : `It drifts by ${offsetWords(offset.driftMsPerHour)} an hour.`}
            </p>
          </>
        )}
        {types.length > 0 && <h3>As it came</h3>}
        <ul className="small">
          {types.map((type) => (
            <li key={typeWords(type)}>
              {typeWords(type)}, {counted(type.samples, 'reading')}
            </li>
          ))}
        </ul>
        {gaps.first.length > 0 && <h3>First pulses with no reading</h3>}
        <ul className="small gap-pulses">
          {gaps.first.map((id) => (
            <li key={id}>
              <PulseId id={id} />
            </li>
          ))}
        </ul>
        {suggestions.length > 0 && <h3>Suggestions</h3>}
        {suggestions.map(({ field, value, now, reason }) => (
          <p key={field} className="small suggested">
            <b>
              {fieldTitles[field]}: {valueWords(field, now)} → {valueWords(field, value)}
            </b>
            <br />
            {reason}
          </p>
        ))}
        {suggestions.length > 0 && (
          <button type="button" className="link small" onClick={onSuggestions}>
            Choose among all suggestions
          </button>
        )}
      </ScrollPlace>
    </section>
  );
}

function Facts({ channel }: { channel: TestChannel }) {
  const { device, samples, rate, units, pulseIds, duplicates, captured } = channel;
  const facts: readonly (readonly [string, string])[] = [
    ['Device', device ?? 'none of the settings'],
    ['Source', sourceWords(channel)],
    ['Came', `${counted(samples, 'reading')}${rate === null ? '' : `, ${rateWords(rate)}`}`],
    ['Units', units ?? 'not told'],
    ['Size', channel.bytes === null ? 'not known' : `${bytes(channel.bytes.p50)}, at most ${bytes(channel.bytes.max)}`],
    ['Latency', channel.latency === null ? 'not known' : `${measured(channel.latency.p50)}, at most ${measured(channel.latency.max)}`],
    ['Pulse IDs', `${pulseIds.with} with, ${pulseIds.without} without; ${pulseIds.matched} of pulses of this test`],
    ['Twice', String(duplicates)],
    ['Alarms', alarmWords(channel) || 'none'],
    ['Captured', captured === null ? 'no channel of the settings is it' : `at ${captured.captured} of ${captured.of} pulses`],
    ['Gateway', channel.gateway === null ? 'nothing is known that it would refuse' : 'would refuse it'],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, says]) => (
        <div key={name} className="fact-line">
          <dt>{name}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}
