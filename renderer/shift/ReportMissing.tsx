import type { DayReport, MissingReason } from '../../core/contract/report.ts';
import { counted } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { channelsText } from './report-words.ts';

/** More reasons of one pulse than that are in the JSON. */
const reasonsShown = 5;

/** Each pulse that lacks something, and what. */
export function ReportMissing({ report: { missing, missingBeyond }, timeOf }: { report: DayReport; timeOf(timestampNs: string): string }) {
  if (missing.length === 0) return null;
  return (
    <>
      <h4>Pulses that lack something</h4>
      <table>
        <tbody>
          {missing.map(({ pulse, reasons }) => (
            <tr key={`${pulse.pulseId} ${pulse.timestampNs}`}>
              <td className="report-time">{timeOf(pulse.timestampNs)}</td>
              <td className="report-time">
                <PulseId id={pulse.pulseId} />
              </td>
              <td>
                {reasons.slice(0, reasonsShown).map((reason) => (
                  <p key={`${reason.stage} ${reason.code} ${reason.what}`}>{reasonText(reason)}</p>
                ))}
                {reasons.length > reasonsShown && <p className="report-small">{counted(reasons.length - reasonsShown, 'more reason')}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {missingBeyond > 0 && <p className="report-small">{counted(missingBeyond, 'more pulse')}; a shorter time tells them.</p>}
    </>
  );
}

function reasonText({ code, what, sentence, ...rest }: MissingReason): string {
  const channels = channelsText(rest);
  return `${code}${what === '' ? '' : `, ${what}`}: ${channels === '' ? sentence : channels}`;
}
