import { useMemo } from 'react';
import type { PartProps } from './Cameras.tsx';
import { CurveTile } from './CurveTile.tsx';
import { neverWords } from './history-words.ts';
import { MissingTile } from './MissingTile.tsx';
import type { Pictures, Trace } from './pictures.ts';
import { countOf, type Place } from './places.ts';
import { useReading } from './reading.ts';
import { shownOf, useSheetSettings } from './sheet-settings.ts';
import { TileGrid } from './TileGrid.tsx';
import { useCurveHistory } from './use-curve-history.ts';
import { filesWithCurves, type TraceFiles, useTraces } from './use-traces.ts';

export function Curves({ places, pictures, history: captured, onOpen, onShow, onLook }: PartProps) {
  const settings = useSheetSettings();
  const never = neverWords({ captures: captured.pulses, isMore: captured.isMore });
  const names = useMemo(() => places.map(({ name }) => name), [places]);
  const { now, before } = useCurveFiles(places, pictures);
  const history = useCurveHistory(pictures, now.isHere);
  const hasReference = settings.reference.kind !== 'none';
  return (
    <section aria-label="Waveforms" className="part">
      <header>
        <h2>Waveforms</h2>
        <span className="soft">{countOf(places)}</span>
        <span className="grow" />
        <span className="caption roomy">
          {hasReference ? 'this pulse in ink, reference dashed; framed where they differ by more than 3 σ' : 'nothing to compare with'}
        </span>
      </header>
      <TileGrid className="curves" label="Waveforms and vectors. Arrow keys go from one to the next, Enter opens it." names={names}>
        {(name, tabIndex) => {
          const place = places.find((each) => each.name === name);
          if (place === undefined) return null;
          if (place.kind === 'missing')
            return <MissingTile outcome={place.outcome} last={captured.last.get(name)} {...{ never, tabIndex, onShow, onLook }} />;
          const { channel, reference } = place;
          const drawn = now.isHere ? traceOf(now.found, channel.file, name) : anyTraceOf(now.found, name);
          const against = reference === null || !before.isHere ? undefined : traceOf(before.found, reference.file, name);
          return (
            <CurveTile
              {...{ name, place, tabIndex, onOpen, onLook }}
              trace={drawn}
              reference={typeof against === 'object' ? against : null}
              history={history.get(name)}
              show={shownOf(settings)}
              isOld={!now.isHere}
            />
          );
        }}
      </TileGrid>
    </section>
  );
}

function useCurveFiles(places: readonly Place[], pictures: Pictures) {
  const files = useMemo(() => filesWithCurves(places.flatMap((place) => (place.kind === 'shown' ? place.channel : []))), [places]);
  const filesBefore = useMemo(
    () => filesWithCurves(places.flatMap((place) => (place.kind === 'shown' ? (place.reference ?? []) : []))),
    [places],
  );
  const now = useTraces(files, pictures, 0);
  const before = useTraces(filesBefore, pictures, 1);
  useReading(!now.isHere || !before.isHere);
  return { now, before };
}

function traceOf(found: TraceFiles, file: string, channel: string): Trace | string | undefined {
  const traces = found.get(file);
  return typeof traces === 'string' ? traces : traces?.get(channel);
}

/** Of the pulse before, whichever file it stood in. */
function anyTraceOf(found: TraceFiles, channel: string): Trace | undefined {
  for (const traces of found.values()) {
    const trace = typeof traces === 'string' ? undefined : traces.get(channel);
    if (trace !== undefined) return trace;
  }
  return undefined;
}
