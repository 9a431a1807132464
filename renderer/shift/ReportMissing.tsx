import type { DayReport, MissingReason } from '../../core/contract/report.ts';
import { counted } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { missingRuns } from './missing-runs.ts';
import { channelsText, whenText } from './report-words.ts';

/** More reasons of one pulse than that are in the JSON. */
const reasonsShown = 5;

/** The pulses that lack something, and what. */
export function ReportMissing({ report: { missing, missingBeyond }, timeOf }: { report: DayReport; timeOf(timestampNs: string): string }) {
  if (missing.length === 0) return null;
  return (
    <>
      <h4>Pulses that lack something</h4>
      <table>
        <tbody>
          {missingRuns(missing).map(({ first, last, pulses }) => (
            <tr key={`${first.pulse.pulseId} ${first.pulse.timestampNs}`}>
              <td className="report-time">{whenText({ pulses, first: first.pulse, last: last.pulse }, timeOf)}</td>
              <td className="report-time">{pulses === 1 ? <PulseId id={first.pulse.pulseId} /> : counted(pulses, 'pulse')}</td>
              <td>
                {first.reasons.slice(0, reasonsShown).map((reason) => (
                  <p key={`${reason.stage} ${reason.code} ${reason.what}`}>{reasonText(reason)}</p>
                ))}
                {first.reasons.length > reasonsShown && (
                  <p className="report-small">{counted(first.reasons.length - reasonsShown, 'more reason')}</p>
                )}
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
  if (channels === '') return `${code}${what === '' ? '' : `, ${what}`}: ${sentence}`;
  return what === '' || what === channels ? `${code}: ${channels}` : `${code}, ${what}: ${channels}`;
}
