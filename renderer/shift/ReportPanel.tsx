import { Button } from '@blueprintjs/core';
import { useRef } from 'react';
import colours from '../look/tokens.css?inline';
import { download } from '../parts/download.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useNow } from '../store/now.ts';
import { duration } from '../words/numbers.ts';
import { ReportForm } from './ReportForm.tsx';
import { ReportPage } from './ReportPage.tsx';
import { htmlFile, reportFileName } from './report-file.ts';
import reportStyles from './report-page.css?inline';
import { spanTitle } from './report-span.ts';
import { useReport } from './use-report.ts';

/** Before that nothing moves. */
const quietMs = 300;

/** What became of a day or a shift, for the logbook: the page on screen, on paper and in the file are the same. */
export function ReportPanel() {
  const { making, made, trouble } = useReport();
  const page = useRef<HTMLElement>(null);
  const nothing = made === null ? 'Make a report first' : '';

  function saveHtml(): void {
    if (made === null || page.current === null) return;
    const title = `Report of ${made.report.exporter}, ${spanTitle(made.report.from, made.report.to)}`;
    download(reportFileName(made.report, 'html'), 'text/html', [htmlFile(title, page.current.outerHTML, [colours, reportStyles])]);
  }

  return (
    <section className="panel day" aria-label="Report">
      <header>
        <h2>Report</h2>
        <span className="grow" />
        <Button size="small" disabled={made === null} title={nothing} onClick={() => print()}>
          Print…
        </Button>
        <Button size="small" disabled={made === null} title={nothing} onClick={saveHtml}>
          Save
        </Button>
        <Button
          size="small"
          disabled={made === null}
          title={nothing}
          onClick={() =>
            made !== null && download(reportFileName(made.report, 'json'), 'application/json', [JSON.stringify(made.report, null, 2)])
          }
        >
          Save JSON
        </Button>
      </header>
      <div className="body">
        <ReportForm />
        <Trouble sentence={trouble} />
        {making !== null && <Progress sinceMs={making.sinceMs} asks={making.request.ask !== 'none'} />}
        {made !== null && <ReportPage made={made} ref={page} />}
        {made === null && making === null && (
          <p className="empty">Did it arrive? A report says what was captured, what is in the Gateway, and what is missing and why.</p>
        )}
      </div>
    </section>
  );
}

function Progress({ sinceMs, asks }: { sinceMs: number; asks: boolean }) {
  const passedMs = useNow(quietMs) - sinceMs;
  if (passedMs < quietMs) return null;
  return (
    <p className="soft" role="status">
      {asks ? 'Reading the journal, and asking the Gateway for pulses; at most 2 min' : 'Reading the journal'}…{' '}
      {duration(Math.round(passedMs / 1000) * 1000)}
    </p>
  );
}
