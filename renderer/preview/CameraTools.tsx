import { readable } from '../devices/value-words.ts';
import { colourTable, mapNames } from '../image/colour-maps.ts';
import type { ValueRange } from '../image/value-scale.ts';
import { Segments } from '../parts/Segments.tsx';
import { Choice } from './Choice.tsx';
import { countOf, type Place } from './places.ts';
import { changeSettings, type MapName, type Range, ranges, type Scale, scales, shownOf, useSheetSettings } from './sheet-settings.ts';

/** `one`: the scale that all of them have; null where each has its own. */
export function CameraTools({ places, one }: { places: readonly Place[]; one: ValueRange | null }) {
  const settings = useSheetSettings();
  const { scale, range, colourMap } = settings;
  const isDifference = shownOf(settings) === 'difference';
  return (
    <header>
      <h2>Cameras</h2>
      <span className="soft">{countOf(places)}</span>
      <span className="grow" />
      <Segments<Scale> label="Scale" options={scales} value={scale} onChange={(next) => changeSettings({ scale: next })} />
      <Choice<Range> label="Range" options={ranges} value={range} onChange={(next) => changeSettings({ range: next })} />
      <Choice<MapName> label="Colours" options={mapNames} value={colourMap} onChange={(next) => changeSettings({ colourMap: next })} />
      <span className="in-row caption bar">
        <span>{isDifference ? 'less' : one === null ? 'dark' : readable(String(one.low), 3)}</span>
        <span className="colours" style={{ background: gradient(isDifference ? 'difference' : colourMap) }} aria-hidden />
        <span>{isDifference ? 'more' : one === null ? 'bright' : readable(String(one.high), 3)}</span>
      </span>
    </header>
  );
}

function gradient(map: MapName | 'difference'): string {
  const table = colourTable(map);
  const stops = Array.from({ length: 16 }, (_, at) => `rgb(${table.slice(at * 17 * 3, at * 17 * 3 + 3).join(' ')})`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
