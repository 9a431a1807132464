import { Switch } from '@blueprintjs/core';
import { Segments } from '../parts/Segments.tsx';
import { counted } from '../words/numbers.ts';
import { HistogramPlot } from './HistogramPlot.tsx';
import { isWhole } from './image.ts';
import { excludedWords } from './image-says.ts';
import { changeImages, useImageSettings } from './image-store.ts';
import { withLimit } from './limits.ts';
import { NumberField } from './NumberField.tsx';
import { type ChannelSettings, rangeModes } from './settings.ts';
import type { Shown } from './use-shown.ts';

type RangePanelProps = { shown: Shown; settings: ChannelSettings; units: string; change(change: Partial<ChannelSettings>): void };

/** What gets the first colour and what the last. */
export function RangePanel({ shown, settings, units, change }: RangePanelProps) {
  const { compare, analysis, range, map, isInverted, image } = shown;
  const isMarked = useImageSettings((store) => store.isMarked);
  const isDifference = compare === 'difference';
  const hasMarks = !isDifference && analysis.saturated + analysis.hot.length > 0;
  const excluded = isDifference ? null : excludedWords(analysis);

  function onLimit(end: 'low' | 'high', value: number): void {
    if (isDifference) change({ range: 'fixed', fixedDifference: Math.abs(value) });
    else change({ range: 'fixed', fixed: withLimit(range, end, value) });
  }

  return (
    <section aria-label="Range">
      <h3>
        Range <span className="soft">{isDifference && 'as far below nothing as above it, linear'}</span>
      </h3>
      <Segments
        label="Limits"
        options={rangeModes}
        value={settings.range}
        onChange={(chosen) =>
          change({ range: chosen, ...(chosen === 'fixed' && (isDifference ? { fixedDifference: range.high } : { fixed: range })) })
        }
      />
      <HistogramPlot histogram={analysis.histogram} isWhole={isWhole(image)} {...{ range, map, isInverted, units, onLimit }} />
      <div className="image-limits">
        <NumberField label="Lower limit" value={range.low} units={units} onGiven={(value) => onLimit('low', value)} />
        <span className="caption">log; drag or type</span>
        <NumberField label="Upper limit" value={range.high} units={units} onGiven={(value) => onLimit('high', value)} />
      </div>
      {excluded !== null && <p className="soft small">{excluded}</p>}
      {hasMarks && (
        <Switch
          label="Mark them in the picture"
          checked={isMarked}
          onChange={({ currentTarget }) => changeImages({ isMarked: currentTarget.checked })}
        />
      )}
      {analysis.unreal > 0 && (
        <p className="soft small">{counted(analysis.unreal, 'pixel has', 'pixels have')} no number; they are left clear.</p>
      )}
      {analysis.least === analysis.most && analysis.unreal < analysis.pixels && <p className="soft small">All pixels are the same.</p>}
    </section>
  );
}
