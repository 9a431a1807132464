import type { ChannelOutcome } from '../../core/contract/api.ts';
import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { isMissed } from '../marks/outcomes.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { bytes, duration, signed } from '../words/numbers.ts';
import { sourceWords } from './words.ts';

type ChannelLineProps = { outcome: ChannelOutcome; refused: string | undefined; index: number };

/** What is normal needs no sentence. */
export function ChannelLine({ outcome, refused, index }: ChannelLineProps) {
  const { channel, code, sentence, offsetMs, ageMs, latencyMs, alarm, gateway } = outcome;
  const unwanted = refused ?? gateway;
  const says = unwanted ?? (code === 'captured' ? '' : sentence);
  const hasAlarm = alarm !== undefined && alarm.severity !== 'NO_ALARM' && alarm.severity !== 'NONE' && alarm.severity !== '';
  return (
    <tr aria-rowindex={index}>
      <td>
        <OutcomeWord code={code} />
      </td>
      <td className={isMissed(code) ? 'strong' : ''} title={outcome.device}>
        {channel}
      </td>
      <td className="says" title={says === '' ? sentence : says}>
        <span>
          {unwanted !== undefined && (
            <span className="of-time nowrap">
              <StateMark state="attention" /> {refused === undefined ? 'Gateway would refuse it. ' : 'Gateway refused it. '}
            </span>
          )}
          {says}
        </span>
      </td>
      <td className="from roomy cut" title={sourceWords(outcome)}>
        {sourceWords(outcome)}
      </td>
      <td className="number">{offsetMs === undefined ? '' : signed(offsetMs)}</td>
      <td className="number roomy">{ageMs === undefined ? '' : duration(ageMs)}</td>
      <td className="number roomy">{latencyMs === undefined ? '' : duration(latencyMs)}</td>
      <td className="number">{outcome.bytes === undefined ? '' : bytes(outcome.bytes)}</td>
      <td className="roomy">{hasAlarm ? `${alarm.severity} ${alarm.status}` : ''}</td>
    </tr>
  );
}
