import type { Alarm } from '../../core/contract/alarms.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { AlarmMark } from './AlarmMark.tsx';
import { isOfDevices } from './longest-first.ts';

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
        {isOfDevices(kind) && (
          <button type="button" className="link" onClick={() => go('devices', device)}>
            {device === null ? 'Open devices' : 'Open device'}
          </button>
        )}
      </div>
      <Trouble sentence={trouble} />
    </article>
  );
}
