import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { OutOfService } from '../../core/contract/api.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { person } from '../store/person.ts';
import { ServiceForm } from './ServiceForm.tsx';
import { sentenceOf } from './stats.ts';

/** In service or not; either can be changed. */
export function Service({ device, now }: { device: string; now: OutOfService | null }) {
  const ask = useAsk();
  const [isAsking, setIsAsking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  async function change(give: (by: string) => Promise<void>): Promise<void> {
    setTrouble(null);
    try {
      const by = await person();
      if (by === null) return;
      await give(by);
      setIsAsking(false);
    } catch (error) {
      setTrouble(sentenceOf(error));
    }
  }

  return (
    <section>
      <h3>Service</h3>
      {now === null ? (
        <p className="in-row">
          <span>In service</span>
          <span className="grow" />
          {!isAsking && (
            <Button size="small" onClick={() => setIsAsking(true)}>
              Take out of service…
            </Button>
          )}
        </p>
      ) : (
        <>
          <p>
            Out of service: {now.reason}
            <br />
            <span className="caption">
              {now.by}, since {timeWords(now.since)}, {now.until === null ? 'until it is returned' : `until ${timeWords(now.until)}`}
            </span>
          </p>
          <Button size="small" onClick={() => void change((by) => ask('returnToService', { device, by }))}>
            Return to service
          </Button>
        </>
      )}
      {now === null && isAsking && (
        <ServiceForm
          onCancel={() => setIsAsking(false)}
          onTake={(reason, until) => void change((by) => ask('takeOutOfService', { device, reason, by, ...(until !== null && { until }) }))}
        />
      )}
      <Trouble sentence={trouble} />
    </section>
  );
}

export function timeWords(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
