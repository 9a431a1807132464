import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { looks } from '../marks/outcomes.ts';
import { go } from '../route/route.ts';
import { useStore } from '../store/store.ts';
import { ChannelCard } from './ChannelCard.tsx';
import { newestWith, useOutcomes } from './outcomes.ts';
import type { DeviceRow } from './rows.ts';
import { Service } from './Service.tsx';
import { Strip } from './Strip.tsx';

type DevicePanelProps = {
  name: string;
  /** undefined: there is none of that name. */
  row: DeviceRow | undefined;
  onClose(): void;
  children?: React.ReactNode;
};

export function DevicePanel({ name, row, onClose, children }: DevicePanelProps) {
  return (
    <section
      className="panel device-panel"
      aria-label={`Device ${name}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !(event.target instanceof HTMLInputElement)) onClose();
      }}
    >
      <header>
        <h2 className="cut">{name}</h2>
        <span className="grow" />
        <button type="button" className="link small" onClick={onClose}>
          Close
        </button>
      </header>
      <div className="body">
        {row === undefined ? <p className="soft">The settings have no device of this name.</p> : <Known row={row} />}
      </div>
      {children}
    </section>
  );
}

function Known({ row }: { row: DeviceRow }) {
  const captures = useStore(({ exporter }) => exporter.captures);
  const channels = row.device.channels.map((channel) => channel.name);
  const newest = row.elsewhere ? undefined : newestWith(captures, channels);
  const outcomes = useOutcomes(newest?.captureId);
  return (
    <>
      <p className="in-row">
        {row.last === null ? <span className="soft">No pulse yet</span> : <OutcomeWord code={row.last.code} />}
        <span className="soft">
          {row.area}, {row.exporter}
          {row.pinned && ', pinned'}
        </span>
      </p>
      {row.last !== null && row.last.code !== 'captured' && <p className="soft small">{looks[row.last.code].says}</p>}
      <div className="strip-place">
        <Strip cells={row.strip} />
        <span className="caption">last 60 pulses, newest at the right</span>
      </div>
      <p className="in-row">
        {newest !== undefined && (
          <button type="button" className="link" onClick={() => go('captures', newest.captureId)}>
            Its newest capture
          </button>
        )}
        {row.elsewhere && <span className="soft small">{row.exporter} keeps its readings and sentences; look there for them.</span>}
      </p>
      <Service device={row.name} now={row.outOfService} />
      {row.manifest.answer !== 'agrees' && (
        <section>
          <h3>Manifest of the Gateway</h3>
          <p className="soft">{row.manifest.sentence}</p>
        </section>
      )}
      <section>
        <h3>{row.device.channels.length === 1 ? 'Channel' : `${row.device.channels.length} channels`}</h3>
        {row.device.channels.map((channel) => (
          <ChannelCard
            key={channel.name}
            channel={channel}
            outcome={outcomes?.get(channel.name)}
            value={row.values.find((each) => each.channel === channel.name)}
          />
        ))}
      </section>
    </>
  );
}
