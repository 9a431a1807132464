import { forwardRef } from 'react';
import { StateMark } from '../marks/StateMark.tsx';
import { isoOf } from '../words/numbers.ts';
import { ReportCauses } from './ReportCauses.tsx';
import { ReportDone } from './ReportDone.tsx';
import { ReportMissing } from './ReportMissing.tsx';
import { spanTitle } from './report-span.ts';
import { figuresOf, verdictWords } from './report-words.ts';
import type { ShiftReport } from './use-report.ts';
import './report-page.css';

const verdictMarks = { arrived: 'done', missing: 'act', unknown: 'attention' } as const;

/** One page for screen, paper and file, so it takes nothing from around it. */
export const ReportPage = forwardRef<HTMLElement, { made: ShiftReport }>(function ReportPage({ made: { report, notes } }, ref) {
  const { from, to, exporter, madeAt, verdict, sentence, gateway } = report;
  const isOneDay = Date.parse(to) - Date.parse(from) <= 86_400_000;
  const timeOf = (ns: string) =>
    isoOf(ns)
      .slice(isOneDay ? 11 : 0, 19)
      .replace('T', ' ');
  return (
    <article className="report-page" ref={ref}>
      <h3 className="report-title">{spanTitle(from, to)}</h3>
      <p className="report-by">
        Exporter {exporter}; made {madeAt.slice(0, 16).replace('T', ' ')} UTC{to > madeAt && ', before the end of this time'}
      </p>
      <p className="report-verdict">
        <StateMark state={verdictMarks[verdict]} /> <b>{verdictWords[verdict]}.</b> {sentence}
      </p>
      <dl className="report-figures">
        {figuresOf(report).map(({ title, value, unit, says }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <b>{value}</b> {unit}
            </dd>
            <dd className="report-small">{says}</dd>
          </div>
        ))}
      </dl>
      {gateway !== null && (
        <p className="report-small">
          Gateway {gateway.host}: {gateway.sentence} {gateway.failure?.message}
        </p>
      )}
      {report.notes.map((note) => (
        <p key={note} className="report-small">
          {note}
        </p>
      ))}
      <ReportCauses report={report} timeOf={timeOf} />
      <ReportDone notes={notes} isLong={!isOneDay} />
      <ReportMissing report={report} timeOf={timeOf} />
    </article>
  );
});
