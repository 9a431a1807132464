import { Button, HTMLSelect, Switch } from '@blueprintjs/core';
import { ExportMenu } from '../parts/ExportMenu.tsx';
import { Segments } from '../parts/Segments.tsx';
import { fit } from './change-view.ts';
import { type CurveSettings, drags, type Overlay, overlays } from './curve-settings.ts';
import { RangeFields } from './RangeFields.tsx';
import { axisKinds, type Span } from './span.ts';

type ToolsProps = {
  name: string;
  settings: CurveSettings;
  change(change: Partial<CurveSettings>): void;
  spans: { x: Span; y: Span };
  hasReference: boolean;
  isExporting: boolean;
  onExport(kind: 'png' | 'csv'): void;
};

export function CurveTools({ name, settings, change, spans, hasReference, isExporting, onExport }: ToolsProps) {
  const { x, y, yKind, overlay, withReference, isDifference, cursors, drag } = settings;
  const noReference = hasReference ? undefined : 'No reference pulse is chosen, or it has not this curve';
  const isFitted = x === null && y === null;
  return (
    <div className="curve-tools" role="toolbar" aria-label="Curve">
      <h2>{name}</h2>
      <Segments label="Drag" options={drags} value={drag} onChange={(chosen) => change({ drag: chosen })} />
      <Button
        size="small"
        text="Show all"
        disabled={isFitted}
        title={isFitted ? 'All of it is shown' : 'Double click, or 0'}
        onClick={() => change(fit)}
      />
      <Segments label="y" options={axisKinds} value={yKind} onChange={(chosen) => change({ yKind: chosen, y: null })} />
      <Segments
        label="Range of y"
        options={{ auto: 'Automatic', fixed: 'Fixed' }}
        value={y === null ? 'auto' : 'fixed'}
        onChange={(chosen) => change({ y: chosen === 'auto' ? null : spans.y })}
      />
      {y !== null && <RangeFields range={y} kind={yKind} onRange={(range) => change({ y: range })} />}
      <span className="in-row">
        <span className="caption" aria-hidden>
          Pulses before
        </span>
        <HTMLSelect
          aria-label="Pulses before"
          value={overlay}
          options={Object.entries(overlays).map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget }) => change({ overlay: overlayOf(currentTarget.value) })}
        />
      </span>
      <Switch
        label="Reference"
        checked={withReference && hasReference}
        disabled={!hasReference || isDifference}
        title={noReference}
        onChange={() => change({ withReference: !withReference })}
      />
      <Switch
        label="Difference"
        checked={isDifference && hasReference}
        disabled={!hasReference}
        title={noReference}
        onChange={() => change({ isDifference: !isDifference, y: null })}
      />
      <Switch
        label="Cursors"
        checked={cursors !== null}
        onChange={() => change({ cursors: cursors === null ? [at(spans.x, 1 / 3), at(spans.x, 2 / 3)] : null })}
      />
      <span className="grow" />
      <ExportMenu
        items={[
          { text: 'Curve as it is seen, PNG', save: () => onExport('png') },
          { text: 'All points with all digits, CSV', save: () => onExport('csv') },
        ]}
        isBusy={isExporting}
      />
    </div>
  );
}

function at({ from, to }: Span, place: number): number {
  return from + (to - from) * place;
}

function overlayOf(text: string): Overlay {
  return isOverlay(text) ? text : 'none';
}

function isOverlay(text: string): text is Overlay {
  return text in overlays;
}
