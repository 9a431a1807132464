import { useCallback, useMemo, useRef } from 'react';
import { useShownTheme } from '../look/shown-theme.ts';
import { useSize } from '../matrix/size.ts';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import type { ViewProps } from '../preview/view.ts';
import { grouped, isoOf } from '../words/numbers.ts';
import { ChannelPanel } from './ChannelPanel.tsx';
import { CurveNumbers } from './CurveNumbers.tsx';
import { CurveTools } from './CurveTools.tsx';
import { curveWords, earlierWords, labelsOf, noteOf, unitsOf } from './curve-says.ts';
import { useCurveSettings } from './curve-settings.ts';
import { Plot } from './Plot.tsx';
import { inkOf } from './paint-curve.ts';
import { frameIn, pictureOf } from './picture.ts';
import { drawnOf, spansOf } from './seen.ts';
import type { Series } from './series.ts';
import { useCurve } from './use-curve.ts';
import { useEarlier } from './use-earlier.ts';
import { useExport } from './use-export.ts';
import './curve.css';

const none: Series = { x: new Float64Array(), y: new Float64Array(), isRising: true };

/** A waveform or a vector of one pulse, with those it is compared with. */
export function CurveView({ preview, channel, reference }: ViewProps) {
  const [settings, change] = useCurveSettings(channel.channel);
  const { curve, isOld, trouble } = useCurve(channel);
  const referenceChannel = reference?.channels.find((each) => each.channel === channel.channel && each.kind === 'curve') ?? null;
  const compared = useCurve(referenceChannel);
  const wanted = settings.overlay === 'none' ? 0 : Number(settings.overlay);
  const { earlier, trouble: earlierTrouble } = useEarlier(preview.pulse, channel.channel, wanted);
  const exporting = useExport({ channel, pulseId: preview.pulse.pulseId });
  const { withReference, isDifference, x, y, yKind, cursors } = settings;
  const units = useMemo(() => unitsOf(channel), [channel]);
  const labels = useMemo(() => labelsOf(channel), [channel]);
  const drawn = useMemo(() => {
    const before = earlier.curves.map(({ series }) => series);
    return drawnOf(curve?.series ?? none, compared.curve?.series ?? null, before, { withReference, isDifference });
  }, [curve, compared.curve, earlier, withReference, isDifference]);
  const spans = useMemo(() => spansOf(drawn, { x, y, yKind }), [drawn, x, y, yKind]);

  const says = useMemo(() => curveWords(channel.channel, drawn.main, units), [channel.channel, drawn, units]);

  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const frame = useMemo(() => frameIn(size), [size]);
  const theme = useShownTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  const picture = useCallback(
    () => pictureOf({ drawn, spans, yKind, cursors, frame, units, labels, ink: inkOf(document.documentElement) }),
    [drawn, spans, yKind, cursors, frame, units, labels, theme],
  );
  const title = `${channel.channel}, pulse ${preview.pulse.pulseId}, ${isoOf(preview.pulse.timestampNs)}`;
  const shownDifference = isDifference && compared.curve !== null;
  const notes = [
    curve === null ? null : noteOf(drawn.main, yKind),
    wanted === 0 ? null : earlierWords(earlier, wanted),
    shownDifference ? `less that of pulse ${grouped(reference?.pulse.pulseId ?? '')}` : null,
    (isOld || curve === null) && trouble === null ? 'Reading the curve of this pulse…' : null,
  ].filter((note) => note !== null);
  return (
    <div className="curve-view">
      <section className="panel" aria-label="Curve">
        <CurveTools
          name={channel.channel}
          {...{ settings, change, spans }}
          hasReference={compared.curve !== null}
          isExporting={exporting.isBusy}
          onExport={(kind) => (kind === 'csv' ? exporting.csv() : exporting.png({ size, title, picture: picture() }))}
        />
        {[trouble, compared.trouble, earlierTrouble, exporting.trouble].map(
          (sentence) => sentence !== null && <Trouble key={sentence} sentence={sentence} />,
        )}
        <div className={isOld ? 'curve-place is-old' : 'curve-place'}>
          <Plot
            {...{ place, size, frame, picture, drawn, spans, settings, change, units, labels }}
            says={curve === null ? `${channel.channel} is being read.` : says}
          />
        </div>
        <p className="curve-note caption" aria-live="polite">
          {notes.join('; ') || '\u00a0'}
        </p>
      </section>
      <ScrollPlace className="panel curve-side" label="Numbers of the curve">
        <CurveNumbers series={drawn.main} cursors={cursors} span={spans.x} units={units} isDifference={shownDifference} />
        <ChannelPanel channel={channel} preview={preview} />
      </ScrollPlace>
    </div>
  );
}
