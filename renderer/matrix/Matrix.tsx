import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { capturesKept } from '../../core/contract/api.ts';
import { useStore } from '../store/store.ts';
import { CellCard } from './CellCard.tsx';
import { createCells } from './cells.ts';
import { type Column, columnsOf, type Grouping } from './columns.ts';
import { cellAt, geometryOf } from './geometry.ts';
import { type Chosen, moved } from './keys.ts';
import { paint } from './paint.ts';
import { paletteOf } from './palette.ts';
import { type Row, rowsOf } from './rows.ts';
import { useSize } from './size.ts';

type MatrixProps = {
  by: Grouping;
  /** Only devices that were not captured at one of the pulses. */
  abnormalOnly: boolean;
  theme: string;
  /** `withShift`: what was measured is wanted, not what became of it. */
  onOpen(row: Row, column: Column, withShift: boolean): void;
};

/** Devices across, pulses down, on one canvas; what is under the pointer, or chosen by keys, tells its sentence. */
export function Matrix({ by, abnormalOnly, theme, onOpen }: MatrixProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const cellsOf = useMemo(createCells, []);
  const { setup, group, name, captures, pulses } = useStore(({ exporter }) => exporter);
  const size = useSize(place);
  const all = useMemo(() => columnsOf({ setup, group, name }, by), [setup, group, name, by]);
  const rows = useMemo(() => rowsOf({ captures, pulses }), [captures, pulses]);
  const columns = useMemo(() => {
    if (!abnormalOnly) return all;
    const kept = all.columns.filter((_, at) => rows.some((row) => isAbnormal(cellsOf(row, all.columns)[at]?.code)));
    const devices = new Set(kept.map(({ device }) => device));
    const part = setup === null ? null : { ...setup, devices: setup.devices.filter((device) => devices.has(device)) };
    return columnsOf({ setup: part, group, name }, by);
  }, [all, abnormalOnly, rows, setup, group, name, by, cellsOf]);
  const geometry = useMemo(
    () => geometryOf({ ...size, columns: columns.columns.length, rows: capturesKept, outer: columns.outer, inner: columns.inner }),
    [size, columns], // room for all rows from the first on: nothing moves when they come
  );
  const at = chosen !== null && chosen.row < rows.length && chosen.column < columns.columns.length ? chosen : null;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const scale = window.devicePixelRatio;
    element.width = Math.round(geometry.width * scale);
    element.height = Math.round(geometry.height * scale);
    const context = element.getContext('2d');
    if (context === null) return;
    context.scale(scale, scale);
    const cells = rows.map((row) => cellsOf(row, columns.columns));
    paint(context, { geometry, columns, rows, cells, chosen: at, palette: paletteOf(element) });
    element.dataset['theme'] = theme; // painted again when it changes
  }, [geometry, columns, rows, at, theme, cellsOf]);

  useEffect(() => {
    if (at === null && chosen !== null) setChosen(null);
  }, [at, chosen]);

  const row = at === null ? undefined : rows[at.row];
  const column = at === null ? undefined : columns.columns[at.column];
  return (
    <div className="matrix-place" ref={place}>
      <canvas
        ref={canvas}
        className="matrix"
        tabIndex={0}
        role="img"
        aria-label={`Outcomes of ${columns.columns.length} devices at ${rows.length} pulses. Arrow keys choose a cell, Enter opens its capture, with Shift its data.`}
        style={{ width: geometry.width, height: geometry.height }}
        onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => setChosen(cellAt(geometry, offsetX, offsetY))}
        onPointerLeave={() => setChosen(null)}
        onClick={({ shiftKey }) => row && column && onOpen(row, column, shiftKey)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setChosen(null);
          else if (event.key === 'Enter' && row !== undefined && column !== undefined) onOpen(row, column, event.shiftKey);
          else {
            const next = moved(at, event.key, { columns: columns.columns.length, rows: rows.length });
            if (next === null) return;
            setChosen(next);
            event.preventDefault();
          }
        }}
      />
      {row !== undefined && column !== undefined && at !== null && <CellCard row={row} column={column} at={at} geometry={geometry} />}
    </div>
  );
}

function isAbnormal(code: string | undefined): boolean {
  return code !== undefined && code !== 'captured' && code !== 'skipped' && code !== 'waiting';
}
