import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { OutOfService } from '../../core/contract/api.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { TakeOutDialog } from '../shift/TakeOutDialog.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';

/** In service or not; either can be changed. */
export function Service({ device, now }: { device: string; now: OutOfService | null }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section>
      <h3>Service</h3>
      {now === null ? (
        <p className="in-row">
          <span>In service</span>
          <span className="grow" />
          <Button size="small" onClick={() => setIsAsking(true)}>
            Take out of service…
          </Button>
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
          <Button size="small" loading={busy} onClick={() => give((by) => ask('returnToService', { device, by }))}>
            Return to service
          </Button>
        </>
      )}
      {isAsking && <TakeOutDialog preset={device} onClose={() => setIsAsking(false)} />}
      <Trouble sentence={trouble} />
    </section>
  );
}

function timeWords(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
