import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import type { ReportAsk } from '../../core/contract/report.ts';
import { Segments } from '../parts/Segments.tsx';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { dayFrom, firstFields, requestOf, type SpanKind, spanWords } from './report-span.ts';
import { makeReport, useReport } from './use-report.ts';

const ends = ['from', 'to'] as const;

const asks = {
  none: 'not asked: as it answered when files were sent',
  sample: 'asked for some pulses, those in doubt first',
  all: 'asked for every pulse: some minutes for thousands',
} as const satisfies Record<ReportAsk, string>;

export function ReportForm() {
  const ask = useAsk();
  const hasGateway = useStore(({ exporter }) => exporter.uploads !== null);
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const making = useReport((store) => store.making);
  const [fields, setFields] = useState(() => firstFields(Date.now()));
  const [asked, setAsked] = useState<ReportAsk>('none');
  const request = requestOf(fields, hasGateway ? asked : 'none');
  const hindrance = !isOnLine
    ? 'This page has lost its exporter.'
    : making !== null
      ? 'A report is being made.'
      : 'wrong' in request
        ? request.wrong
        : null;
  return (
    <form
      className="report-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!('wrong' in request) && hindrance === null) makeReport(ask, request);
      }}
    >
      <Segments<SpanKind> label="Of" options={spanWords} value={fields.kind} onChange={(kind) => setFields({ ...fields, kind })} />
      {fields.kind === 'free' ? (
        <span className="in-row">
          {ends.map((end) => (
            <InputGroup
              key={end}
              className="typed-time"
              aria-label={end === 'from' ? 'From, UTC' : 'To, UTC'}
              value={fields[end]}
              onValueChange={(text) => setFields({ ...fields, [end]: text })}
            />
          ))}
          <span className="caption">UTC</span>
        </span>
      ) : (
        <span className="in-row">
          <Button size="small" aria-label="The day before" onClick={() => setFields({ ...fields, day: dayFrom(fields.day, -1) })}>
            ‹
          </Button>
          <InputGroup
            className="typed-day"
            aria-label="Day, UTC"
            value={fields.day}
            onValueChange={(day) => setFields({ ...fields, day: day.trim() })}
          />
          <Button size="small" aria-label="The day after" onClick={() => setFields({ ...fields, day: dayFrom(fields.day, 1) })}>
            ›
          </Button>
          <span className="caption">UTC</span>
        </span>
      )}
      {hasGateway && (
        <label className="in-row" htmlFor="report-ask">
          <span className="caption">Gateway</span>
          <HTMLSelect
            id="report-ask"
            value={asked}
            onChange={({ currentTarget }) => setAsked(askOf(currentTarget.value))}
            options={Object.entries(asks).map(([value, label]) => ({ value, label }))}
          />
        </label>
      )}
      <Button type="submit" intent="primary" disabled={hindrance !== null} title={hindrance ?? ''}>
        Make report
      </Button>
      {'wrong' in request && <span className="small of-source">{request.wrong}</span>}
    </form>
  );
}

function askOf(value: string): ReportAsk {
  return value === 'all' || value === 'sample' ? value : 'none';
}
