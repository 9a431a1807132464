import { useCallback, useMemo, useRef } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { ValueRange } from '../image/value-scale.ts';
import { CameraTile } from './CameraTile.tsx';
import { CameraTools } from './CameraTools.tsx';
import { neverWords } from './history-words.ts';
import { useInSight } from './in-sight.ts';
import { limitsOf, unitedLimits } from './limits.ts';
import { MissingTile } from './MissingTile.tsx';
import type { Pictures } from './pictures.ts';
import type { Place } from './places.ts';
import { useReading } from './reading.ts';
import { shownOf, useSheetSettings } from './sheet-settings.ts';
import { TileGrid } from './TileGrid.tsx';
import { useThumbnails } from './use-thumbnails.ts';
import type { ChannelHistory } from './use-trends.ts';

export type PartProps = {
  places: readonly Place[];
  pictures: Pictures;
  history: ChannelHistory;
  onOpen(channel: string): void;
  onShow(pulse: PulseFacts, channel: string): void;
  onLook(channel: string): void;
};

/** Pictures that are seen are read first, then their references, then the others. */
export function Cameras({ places, pictures, history, onOpen, onShow, onLook }: PartProps) {
  const settings = useSheetSettings();
  const never = neverWords({ captures: history.pulses, isMore: history.isMore });
  const grid = useRef<HTMLDivElement>(null);
  const names = useMemo(() => places.map(({ name }) => name), [places]);
  const seen = useInSight(grid, names);
  const now = useMemo(() => channelsOf(places, ({ channel }) => channel), [places]);
  const before = useMemo(() => channelsOf(places, ({ reference }) => reference), [places]);
  const rankNow = useCallback((name: string) => (seen.current?.has(name) ? 0 : 2), [seen]);
  const rankBefore = useCallback((name: string) => (seen.current?.has(name) ? 1 : 2), [seen]);
  const { drawn, isReading } = useThumbnails(now, pictures, rankNow);
  const { drawn: drawnBefore, isReading: isReadingBefore } = useThumbnails(before, pictures, rankBefore);
  useReading(isReading || isReadingBefore);

  const own = useMemo(() => {
    const limits = new Map<string, ValueRange>();
    for (const name of names) {
      const held = drawnBefore.get(name)?.thumbnail ?? drawn.get(name)?.thumbnail; // so that a drop in energy shows
      if (held != null) limits.set(name, limitsOf(held, settings.range));
    }
    return limits;
  }, [names, drawn, drawnBefore, settings.range]);
  const united = useMemo(() => unitedLimits([...own.values()]), [own]);
  const one = settings.scale === 'one' ? united : null;

  return (
    <section aria-label="Cameras" className="part" ref={grid}>
      <CameraTools places={places} one={one} />
      <TileGrid className="cameras" label="Cameras. Arrow keys go from one to the next, Enter opens it." names={names}>
        {(name, tabIndex) => {
          const place = places.find((each) => each.name === name);
          if (place === undefined) return null;
          if (place.kind === 'missing')
            return <MissingTile outcome={place.outcome} last={history.last.get(name)} {...{ never, tabIndex, onShow, onLook }} />;
          return (
            <CameraTile
              {...{ name, place, tabIndex, onOpen, onLook }}
              drawn={drawn.get(name)}
              before={drawnBefore.get(name) ?? null}
              limits={one ?? own.get(name) ?? null}
              show={shownOf(settings)}
              map={settings.colourMap}
            />
          );
        }}
      </TileGrid>
    </section>
  );
}

function channelsOf(
  places: readonly Place[],
  of: (place: Extract<Place, { kind: 'shown' }>) => PreviewChannel | null,
): readonly PreviewChannel[] {
  return places.flatMap((place) => (place.kind === 'shown' ? (of(place) ?? []) : []));
}
