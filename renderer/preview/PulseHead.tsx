import { Button, Switch } from '@blueprintjs/core';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { Neighbours, PulsePreview } from '../../core/contract/preview.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { verdictLooks } from '../marks/verdicts.ts';
import { Segments } from '../parts/Segments.tsx';
import { useStore } from '../store/store.ts';
import { clockOf, isoOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { CompareWith } from './CompareWith.tsx';
import { FilesNote } from './FilesNote.tsx';
import { newerWords } from './newer.ts';
import { fullnessOf } from './places.ts';
import { changeSettings, type Show, shownOf, shows, useSheetSettings } from './sheet-settings.ts';
import type { Reference } from './use-reference.ts';

const lastWords = 'This is the newest pulse with a file here';

type PulseHeadProps = {
  pulse: PulseFacts;
  /** null until it is here. */
  preview: PulsePreview | null;
  neighbours: Neighbours | null;
  isLive: boolean;
  /** A channel is open: what is shown of it, its own view decides. */
  isSheet: boolean;
  reference: Reference;
  onStep(way: keyof Neighbours): void;
  onLive(isLive: boolean): void;
  onSheet(): void;
  onTrends(): void;
  onExport(): void;
};

/** Which pulse is shown, how it ended, and the ways to the others. */
export function PulseHead(props: PulseHeadProps) {
  const { pulse, preview, neighbours, isLive, isSheet, reference, onStep, onLive, onSheet, onTrends, onExport } = props;
  const newer = useStore(({ exporter }) => newerWords(exporter.captures, pulse));
  const settings = useSheetSettings();
  const isFirst = neighbours !== null && neighbours.previous === null;
  const isLast = neighbours !== null && neighbours.next === null;
  return (
    <section className="panel preview-head" aria-label="Pulse">
      <Button size="small" disabled={isFirst} {...titled(isFirst, 'No earlier pulse has a file here')} onClick={() => onStep('previous')}>
        ‹ Previous
      </Button>
      <h1 className="nowrap">
        Pulse <PulseId id={pulse.pulseId} />
      </h1>
      <Button size="small" disabled={isLast} {...titled(isLast, lastWords)} onClick={() => onStep('next')}>
        Next ›
      </Button>
      <Button size="small" disabled={isLast} {...titled(isLast, lastWords)} onClick={() => onStep('newest')}>
        Newest
      </Button>
      <Switch className="live" label="Live" checked={isLive} onChange={({ currentTarget }) => onLive(currentTarget.checked)} />
      <span className="newer of-time nowrap" role="status">
        {isLive ? '' : newer}
      </span>
      <span className="soft nowrap">
        {isoOf(pulse.timestampNs).slice(0, 10)} {clockOf(pulse.timestampNs)} UTC
        {preview?.metadata != null && `, ${preview.metadata.activeArea}, ${preview.metadata.activeExperiment}`}
      </span>
      {preview !== null && <Fullness preview={preview} />}
      {preview !== null && <FilesNote preview={preview} />}
      <span className="grow" />
      {!isSheet && (
        <Button size="small" onClick={onSheet}>
          Back to the sheet
        </Button>
      )}
      <CompareWith shown={preview === null ? null : pulse} reference={reference} />
      {isSheet && settings.reference.kind !== 'none' && (
        <Segments<Show> label="Show" options={shows} value={shownOf(settings)} onChange={(show) => changeSettings({ show })} />
      )}
      <Button size="small" onClick={onTrends}>
        Trends
      </Button>
      {isSheet && (
        <Button size="small" disabled={preview === null} title="The sheet as PNG, its scalars as CSV" onClick={onExport}>
          Export
        </Button>
      )}
    </section>
  );
}

function Fullness({ preview }: { preview: PulsePreview }) {
  const fullness = fullnessOf(preview);
  if (fullness === null) return null;
  const { verdict, captured, expected } = fullness;
  const { mark, says } = verdictLooks[verdict];
  return (
    <span className="nowrap" title={says}>
      <StateMark state={mark} /> {verdict}, {captured === expected ? expected : `${captured} of ${expected}`}
    </span>
  );
}

function titled(isUseless: boolean, why: string): { title?: string } {
  return isUseless ? { title: why } : {};
}
