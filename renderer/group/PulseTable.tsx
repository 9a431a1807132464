import type { GroupFacts, GroupPulse } from '../../core/contract/group.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { UploadWord } from '../marks/UploadWord.tsx';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { useStore } from '../store/store.ts';
import { clockOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { exportersOf, exportersShown, shareCell } from './pulse-rows.ts';

/** Verdicts over all exporters, with each one's share. */
export function PulseTable({ group: { leader } }: { group: GroupFacts }) {
  const pulses = useStore(({ exporter }) => exporter.pulses);
  const all = exportersOf(pulses, leader);
  const shown = all.slice(0, exportersShown);
  return (
    <section className="panel group-pulses" aria-label="The last pulses over all exporters">
      <header>
        <h2>Last pulses</h2>
        <span className="soft small">channels captured by each exporter; newest first</span>
        {all.length > shown.length && <span className="caption">{all.length - shown.length} more exporters</span>}
      </header>
      {pulses.length === 0 ? (
        <p className="empty">No pulse has been announced since this exporter began.</p>
      ) : (
        <ScrollPlace className="group-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>UTC</th>
                <th>Pulse ID</th>
                <th>Verdict</th>
                <th className="number">Captured</th>
                {shown.map((name) => (
                  <th key={name}>{name}</th>
                ))}
                <th>Gateway</th>
              </tr>
            </thead>
            <tbody>
              {pulses.map((pulse) => (
                <PulseLine key={`${pulse.pulse.pulseId} ${pulse.pulse.timestampNs}`} pulse={pulse} exporters={shown} />
              ))}
            </tbody>
          </table>
        </ScrollPlace>
      )}
    </section>
  );
}

function PulseLine({ pulse: of, exporters }: { pulse: GroupPulse; exporters: readonly string[] }) {
  const { pulse, verdict, captured, expected, shares, upload, localOnly } = of;
  return (
    <tr>
      <td>{clockOf(pulse.timestampNs)}</td>
      <td>
        <PulseId id={pulse.pulseId} />
      </td>
      <td className="nowrap">
        <StateMark state={verdict === null ? 'running' : verdict === 'empty' ? 'failed' : verdict} /> {verdict ?? 'being captured'}
      </td>
      <td className="number">
        {captured} <span className="soft">of {expected}</span>
      </td>
      {exporters.map((name) => {
        const share = shares.find(({ exporter }) => exporter === name);
        if (share === undefined) return <td key={name} />;
        const { mark, text, says } = shareCell(share);
        return (
          <td key={name} title={says}>
            <StateMark state={mark} /> {text}
          </td>
        );
      })}
      <td title={localOnly ?? upload?.sentence}>
        {upload === null ? (
          <span className="soft">{localOnly === null ? 'not uploaded' : 'local only'}</span>
        ) : (
          <UploadWord state={upload.state} />
        )}
      </td>
    </tr>
  );
}
