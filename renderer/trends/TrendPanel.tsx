import { Button, HTMLSelect } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import { exportName } from '../curve/export-curve.ts';
import { download, downloadBlob } from '../parts/download.ts';
import { ExportMenu } from '../parts/ExportMenu.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { useStore } from '../store/store.ts';
import { chartRows } from './chart-rows.ts';
import { type Choice, channelsOf, quantityWords } from './choices.ts';
import { GapList } from './GapList.tsx';
import { gapsOf } from './gaps.ts';
import { noTrend } from './read-trend.ts';
import { silencesOf } from './silences.ts';
import { TrendChart } from './TrendChart.tsx';
import { TrendNumbers } from './TrendNumbers.tsx';
import { trendCsv } from './trend-csv.ts';
import { trendPng } from './trend-png.ts';
import { progressWords, silencesWords, togetherWords } from './trend-says.ts';
import { fittedSpan, type TrendSpan } from './trend-span.ts';
import { trendStatistics } from './trend-statistics.ts';
import { chooseQuantity, toggle, useTrendStore } from './trend-store.ts';
import { useTrend } from './use-trend.ts';

type PanelProps = { choice: Choice; span: TrendSpan; isLive: boolean };

/** One channel over time, with its own axis, its gaps and its numbers. */
export function TrendPanel({ choice, span, isLive }: PanelProps) {
  const { channel, quantity } = choice;
  const setup = useStore(({ exporter }) => exporter.setup);
  const { state, cancel } = useTrend(choice, span, isLive);
  const [exportTrouble, setExportTrouble] = useState<string | null>(null);
  const { points, units } = state?.trend ?? noTrend;
  const silences = useMemo(() => silencesOf(points), [points]);
  const rows = useMemo(() => chartRows(points, silences), [points, silences]);
  const gaps = useMemo(() => gapsOf(points), [points]);
  const statistics = useMemo(() => trendStatistics(points), [points]);
  const quantities = channelsOf(setup).find((each) => each.channel === channel)?.quantities ?? [quantity];
  const title = `${channel}, ${quantityWords[quantity]}`;
  const isFitted = useTrendStore((store) => store.isFitted);
  const whole = state?.span ?? span;
  const shown = useMemo(() => (isFitted ? fittedSpan(whole, points) : whole), [isFitted, whole, points]);
  const name = exportName(channel, quantity);
  const notes = [state === null ? null : progressWords(state), togetherWords(rows), silencesWords(silences)].filter(
    (note) => note !== null,
  );

  function savePng(): void {
    setExportTrouble(null);
    trendPng({ title, units, rows: rows.rows, span: shown }).then(
      (blob) => downloadBlob(`${name}.png`, blob),
      (error: unknown) => setExportTrouble(messageOf(error)),
    );
  }

  return (
    <section className="panel trend-panel" aria-label={title}>
      <header>
        <h2 className="cut">{channel}</h2>
        {quantities.length > 1 ? (
          <HTMLSelect
            aria-label={`What of ${channel}`}
            value={quantity}
            options={quantities.map((value) => ({ value, label: quantityWords[value] }))}
            onChange={({ currentTarget: { value } }) => {
              const found = quantities.find((each) => each === value);
              if (found !== undefined) chooseQuantity({ channel, quantity: found });
            }}
          />
        ) : null}
        <span className="soft small cut" aria-live="polite" title={notes.join('. ')}>
          {notes.join('. ')}
        </span>
        {state?.state === 'reading' && <Button size="small" text="Stop reading" onClick={cancel} />}
        <span className="grow" />
        <ExportMenu
          of={title}
          items={[
            { text: 'Trend as it is seen, PNG', save: savePng },
            {
              text: 'Every capture, with why it has no value, CSV',
              save: () => download(`${name}.csv`, 'text/csv', trendCsv(choice, units, points)),
            },
          ]}
          isBusy={false}
          cannot={points.length === 0 ? 'There is nothing to export' : undefined}
        />
        <Button size="small" text="Close" aria-label={`Close ${title}`} onClick={() => toggle({ channel, quantities: [quantity] })} />
      </header>
      <Trouble sentence={state?.trouble ?? exportTrouble} />
      <TrendChart
        {...{ rows, gaps, silences, units, title, channel }}
        span={shown}
        isEmpty={points.length === 0 && state?.state !== 'reading'}
      />
      <TrendNumbers statistics={statistics} units={units} />
      <GapList gaps={gaps} title={title} />
    </section>
  );
}
