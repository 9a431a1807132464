import type { Alarm } from '../../core/contract/alarms.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { AlarmMark } from './AlarmMark.tsx';

export function AlarmItem({ alarm: { key, kind, title, sentence, since, device, acknowledged } }: { alarm: Alarm }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  return (
    <article className={acknowledged === null ? 'cause' : 'cause quiet'}>
      <AlarmMark kind={kind} />
      <h3>{title}</h3>
      <p>{sentence}</p>
      <div className="foot">
        <span className="caption">
          since {since.slice(11, 19)} UTC{acknowledged !== null && `, known to ${acknowledged.by}`}
        </span>
        {acknowledged === null && (
          <button type="button" className="link" disabled={busy} onClick={() => give((by) => ask('acknowledge', { key, by }))}>
            Acknowledge
          </button>
        )}
        {device !== null && (
          <button type="button" className="link" onClick={() => go('devices', device)}>
            Open device
          </button>
        )}
      </div>
      <Trouble sentence={trouble} />
    </article>
  );
}
