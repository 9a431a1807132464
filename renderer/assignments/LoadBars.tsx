import { bytes } from '../words/numbers.ts';
import { type LoadChange, loadTime } from './plan-change.ts';

/** Time a pulse takes each exporter, from 0: filled as it will be, dashed as it is. */
export function LoadBars({ loads }: { loads: readonly LoadChange[] }) {
  const most = Math.max(1, ...loads.flatMap(({ before, after }) => [before.ms, after.ms]));
  const share = (ms: number) => `${(100 * ms) / most}%`;
  return (
    <>
      <div className="load-bars" aria-hidden>
        {loads.map(({ exporter, before, after }) => (
          <div key={exporter} className="load-bar">
            <span className="cut">{exporter}</span>
            <div className="load-track">
              <i className="load-after" style={{ width: share(after.ms) }} />
              <i className="load-now" style={{ width: share(before.ms) }} />
            </div>
          </div>
        ))}
      </div>
      <p className="caption load-legend" aria-hidden>
        <i className="load-after" /> after <i className="load-now" /> now; from 0 to {loadTime(most)} a pulse
      </p>
      <table className="table">
        <thead>
          <tr>
            <th>Exporter</th>
            <th className="number">Devices</th>
            <th className="number">A pulse</th>
            <th className="number">Time</th>
          </tr>
        </thead>
        <tbody>
          {loads.map(({ exporter, before, after, changes }) => (
            <tr key={exporter} className={changes ? 'strong' : ''}>
              <td>{exporter}</td>
              <td className="number">{step(before.devices, after.devices, String)}</td>
              <td className="number">{step(before.bytes, after.bytes, bytes)}</td>
              <td className="number">{step(before.ms, after.ms, loadTime)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function step(before: number, after: number, words: (value: number) => string): string {
  return words(before) === words(after) ? words(after) : `${words(before)} → ${words(after)}`;
}
