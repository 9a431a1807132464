import { InputGroup } from '@blueprintjs/core';
import { useMemo, useRef, useState } from 'react';
import { movedTo } from '../captures/rows.ts';
import { Gap } from '../parts/Gap.tsx';
import { Grid } from '../parts/Grid.tsx';
import { useRowHeight } from '../parts/row-height.ts';
import { Segments } from '../parts/Segments.tsx';
import { showLine } from '../parts/show-line.ts';
import { useNarrow } from '../parts/use-narrow.ts';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { spreadWords } from './history-words.ts';
import { countOf, type Place } from './places.ts';
import { ScalarLine } from './ScalarLine.tsx';
import { orderedRows, scalarRows } from './scalars.ts';
import { changeSettings, orders, type ScalarOrder, useSheetSettings } from './sheet-settings.ts';
import type { ChannelHistory } from './use-trends.ts';

const shortOrders: typeof orders = { change: 'Change', name: 'Name' };

type ScalarsProps = {
  places: readonly Place[];
  history: ChannelHistory;
  /** They are of the pulse before. */
  isOld: boolean;
  onOpen(channel: string): void;
  onLook(channel: string): void;
};

export function Scalars({ places, history: { trends, pulses, isMore }, isOld, onOpen, onLook }: ScalarsProps) {
  const order = useSheetSettings((settings) => settings.order);
  const [text, setText] = useState('');
  const all = useMemo(() => scalarRows(places, trends), [places, trends]);
  const rows = useMemo(() => orderedRows(all, order, text), [all, order, text]);
  const place = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const { from, to } = usePartInSight(place, rows.length, height);
  const [current, setCurrent] = useState<string | null>(null);
  const isNarrow = useNarrow();
  const columns = isNarrow ? 3 : 5;

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && current !== null) onOpen(current);
    else {
      const page = Math.max(1, Math.floor((place.current?.clientHeight ?? 0) / height) - 2);
      const at = rows.findIndex(({ name }) => name === current);
      const next = movedTo(at, event.key, rows.length, page);
      const name = next === null ? undefined : rows[next]?.name;
      if (next === null || name === undefined) return;
      setCurrent(name);
      onLook(name);
      showLine(place.current, next, height);
    }
    event.preventDefault();
  }

  return (
    <section className="panel scalars" aria-label="Scalars">
      <header>
        <h2>Scalars</h2>
        <span className="soft nowrap">{countOf(places)}</span>
        <span className="grow" />
        <InputGroup
          className="find"
          size="small"
          type="search"
          aria-label="Find a scalar by its channel"
          placeholder="Find"
          value={text}
          onValueChange={setText}
        />
        <Segments<ScalarOrder>
          label="By"
          options={isNarrow ? shortOrders : orders}
          value={order}
          onChange={(next) => changeSettings({ order: next })}
        />
      </header>
      <div className="scalar-place" ref={place}>
        {rows.length === 0 ? (
          <p className="empty">
            {places.length === 0 ? 'No scalar is in the files of this pulse.' : `No scalar has “${text}” in its name.`}
          </p>
        ) : (
          <Grid
            className="table scalar-table"
            label="Scalars. Arrow keys go from one to the next, Enter opens its trend."
            rowCount={rows.length + 1}
            currentId={current === null ? null : `scalar-${current}`}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr>
                <th>Channel</th>
                <th className="number value">Value</th>
                {!isNarrow && <th className="number reference">Reference</th>}
                <th className="number change">Change</th>
                {!isNarrow && <th className="sigmas">in σ</th>}
              </tr>
            </thead>
            <tbody>
              <Gap lines={from} height={height} columns={columns} />
              {rows.slice(from, to).map((row, at) => (
                <ScalarLine
                  key={row.name}
                  {...{ row, columns, isOld, onOpen, onLook }}
                  index={from + at + 2}
                  isCurrent={row.name === current}
                />
              ))}
              <Gap lines={rows.length - to} height={height} columns={columns} />
            </tbody>
          </Grid>
        )}
      </div>
      <footer className="caption">{spreadWords({ captures: pulses, isMore })}</footer>
    </section>
  );
}
