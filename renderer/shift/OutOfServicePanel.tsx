import { Button } from '@blueprintjs/core';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { leadingOf } from './leading.ts';
import { whenOf } from './service-ends.ts';

const everyMinuteMs = 60_000;

/** Devices that are not expected, and why. */
export function OutOfServicePanel({ onTake }: { onTake(): void }) {
  const ask = useAsk();
  const outOfService = useStore(({ exporter }) => exporter.outOfService);
  const group = useStore(({ exporter }) => exporter.group);
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const { trouble, give } = useGive();
  const now = useNow(everyMinuteMs);
  const { hindrance } = leadingOf(group, isOnLine);
  const services = Object.entries(outOfService).sort(([, left], [, right]) => right.since.localeCompare(left.since));
  return (
    <section className="panel out" aria-label="Out of service">
      <header>
        <h2>Out of service</h2>
        <span className="soft">{services.length}</span>
        <span className="grow" />
        <Button size="small" disabled={hindrance !== null} title={hindrance ?? ''} onClick={onTake}>
          Take out…
        </Button>
      </header>
      <div className="body flush">
        <Trouble sentence={trouble} />
        {services.length === 0 && <p className="empty">Every device is in service.</p>}
        <ul>
          {services.map(([device, { reason, by, since, until }]) => (
            <li key={device} className="service">
              <button type="button" className="link strong cut" onClick={() => go('devices', device)}>
                {device}
              </button>
              <button
                type="button"
                className="link small"
                disabled={hindrance !== null}
                title={hindrance ?? `${device} is expected again from the next pulse on`}
                onClick={() => give((person) => ask('returnToService', { device, by: person }))}
              >
                Return
              </button>
              <span className="small soft">{reason}</span>
              <span className="caption">
                {by}, since {whenOf(since, now)}; {until === null ? 'until somebody returns it' : `until ${whenOf(until, now)} UTC`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <footer className="caption">A dot in the matrix, and not counted. Changes are in force from the next pulse on.</footer>
    </section>
  );
}
