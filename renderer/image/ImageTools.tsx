import { Button, ButtonGroup, Switch } from '@blueprintjs/core';
import { ExportMenu } from '../parts/ExportMenu.tsx';
import { Segments } from '../parts/Segments.tsx';
import { Choice } from '../preview/Choice.tsx';
import { mapNames } from './colour-maps.ts';
import { changeImages, useImageSettings } from './image-store.ts';
import { comparisons, drags } from './settings.ts';
import { valueScales } from './value-scale.ts';

export type Exports = { picture(): void; rectangle: (() => void) | null; visible(): void; isBusy: boolean; isOld: boolean };
type ToolsProps = {
  /** Of the channel. */
  name: string;
  isFitted: boolean;
  /** Why there is nothing to compare with; null: there is. */
  why: string | null;
  hasPixelSize: boolean;
  exports: Exports;
  onFit(): void;
  onScale(k: number): void;
};

export function ImageTools({ name, isFitted, why, hasPixelSize, exports, onFit, onScale }: ToolsProps) {
  const { map, isInverted, scale, drag, compare, isPhysical } = useImageSettings();
  return (
    <div className="image-tools" role="toolbar" aria-label="Image">
      <h2>{name}</h2>
      <Choice label="Map" options={mapNames} value={map} onChange={(chosen) => changeImages({ map: chosen })} />
      <Switch label="Inverted" checked={isInverted} onChange={({ currentTarget }) => changeImages({ isInverted: currentTarget.checked })} />
      <Segments label="Scale" options={valueScales} value={scale} onChange={(chosen) => changeImages({ scale: chosen })} />
      <ButtonGroup aria-label="Zoom">
        <Button size="small" text="Fit" active={isFitted} aria-pressed={isFitted} onClick={onFit} />
        <Button size="small" text="1 : 1" title="One of its pixels for one of the screen's" onClick={() => onScale(1)} />
        <Button size="small" text="200 %" onClick={() => onScale(2)} />
      </ButtonGroup>
      <Segments label="Drag" options={drags} value={drag} onChange={(chosen) => changeImages({ drag: chosen })} />
      <span title={why ?? undefined} className="in-row">
        {why === null ? (
          <Segments label="Show" options={comparisons} value={compare} onChange={(chosen) => changeImages({ compare: chosen })} />
        ) : (
          <span className="caption image-why">{why}</span>
        )}
      </span>
      <Switch
        label="In units"
        checked={isPhysical && hasPixelSize}
        disabled={!hasPixelSize}
        title={hasPixelSize ? undefined : 'The file does not say how large a pixel is; give its size in the settings of the device'}
        onChange={({ currentTarget }) => changeImages({ isPhysical: currentTarget.checked })}
      />
      <span className="grow" />
      <ExportMenu
        items={[
          { text: 'Picture as it is seen, PNG', save: exports.picture },
          { text: 'Pixels in sight, CSV', save: exports.visible },
          { text: 'Pixels of the rectangle, CSV', save: exports.rectangle },
        ]}
        isBusy={exports.isBusy}
        cannot={exports.isOld ? 'The image of this pulse is not there yet' : undefined}
      />
    </div>
  );
}
