import { useState } from 'react';
import type { Alarm } from '../../core/contract/alarms.ts';
import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { StateMark } from '../marks/StateMark.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { person } from '../store/person.ts';

export function AlarmItem({ alarm: { key, kind, title, sentence, since, device, acknowledged } }: { alarm: Alarm }) {
  const ask = useAsk();
  const [trouble, setTrouble] = useState<string | null>(null);

  async function acknowledge(): Promise<void> {
    const by = await person();
    if (by !== null) await ask('acknowledge', { key, by });
  }

  return (
    <article className={acknowledged === null ? 'cause' : 'cause quiet'}>
      {kind === 'attention' || kind === 'act' ? <StateMark state={kind} /> : <OutcomeMark code={kind} />}
      <h3>{title}</h3>
      <p>{trouble ?? sentence}</p>
      <div className="foot">
        <span className="caption">
          since {since.slice(11, 19)} UTC{acknowledged !== null && `, known to ${acknowledged.by}`}
        </span>
        {acknowledged === null && (
          <button
            type="button"
            className="link"
            onClick={() => {
              acknowledge().catch((error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)));
            }}
          >
            Acknowledge
          </button>
        )}
        {device !== null && (
          <button type="button" className="link" onClick={() => go('devices', device)}>
            Open device
          </button>
        )}
      </div>
    </article>
  );
}
