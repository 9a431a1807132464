import type { DayReport } from '../../core/contract/report.ts';
import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { counted, grouped } from '../words/numbers.ts';
import { outcomeIn, whenText } from './report-words.ts';

type ReportPartProps = { report: DayReport; timeOf(timestampNs: string): string };

/** One line for each cause; the longest bar is the cause of the most pulses. */
export function ReportCauses({ report: { causes, causesBeyond }, timeOf }: ReportPartProps) {
  if (causes.length === 0) return null;
  const most = Math.max(...causes.map(({ pulses }) => pulses));
  return (
    <>
      <h4>What is missing, by cause</h4>
      <table>
        <thead>
          <tr>
            <th>Code</th>
            <th>Cause</th>
            <th className="report-number">Pulses</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {causes.map((cause) => {
            const { stage, code, what, sentence, pulses } = cause;
            const outcome = outcomeIn(code);
            return (
              <tr key={`${stage} ${code} ${what} ${sentence}`}>
                <td className="report-code">
                  {outcome !== null && <OutcomeMark code={outcome} />} {code}
                </td>
                <td>
                  {what !== '' && !sentence.startsWith(what) && <b>{what} </b>}
                  {sentence} <span className="report-small">{whenText(cause, timeOf)}</span>
                </td>
                <td className="report-number">{grouped(String(pulses))}</td>
                <td className="report-bar">
                  <i style={{ width: `${Math.round((100 * pulses) / most)}%` }} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {causesBeyond > 0 && <p className="report-small">{counted(causesBeyond, 'more cause')} of fewer pulses.</p>}
    </>
  );
}
