import { useMemo, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import type { Neighbours } from '../../core/contract/preview.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useReadData } from '../store/data.ts';
import { ChannelView } from './ChannelView.tsx';
import { exportSheet } from './export-sheet.ts';
import { PulseHead } from './PulseHead.tsx';
import { createPictures } from './pictures.ts';
import { useIsReading } from './reading.ts';
import { Sheet } from './Sheet.tsx';
import { changeSettings, useSheetSettings } from './sheet-settings.ts';
import { usePrefetch } from './use-prefetch.ts';
import { useKeptPreviews, usePreview } from './use-preview.ts';
import { usePreviewKeys } from './use-preview-keys.ts';
import { useComparedWith, useReference } from './use-reference.ts';
import { useShownPulse } from './use-shown-pulse.ts';
import { useChannelHistory } from './use-trends.ts';
import { openOf, type PreviewRoute } from './view.ts';

type PulseRoute = Exclude<PreviewRoute, { kind: 'trends' }>;

/** A pulse, or the newest one: as a sheet, or one channel of it large. */
export function PulseScreen({ route }: { route: PulseRoute }) {
  const ask = useAsk();
  const readData = useReadData();
  const pictures = useMemo(() => createPictures(readData), [readData]);
  const kept = useKeptPreviews();
  const { pulse, neighbours, trouble: noNeighbours, isEmpty } = useShownPulse(route);
  const { preview, isHere, trouble, again } = usePreview(pulse, kept);
  const reference = useReference(neighbours, kept);
  const compared = useComparedWith(reference.preview, isHere);
  const isReading = useIsReading();
  const history = useChannelHistory(isHere && !isReading);
  usePrefetch(pulse, neighbours, route.kind === 'pulse' && route.channel === null, { kept, pictures });
  const [notSaved, setNotSaved] = useState<string | null>(null);
  const isLive = route.kind === 'newest';
  const { channel } = route;

  function show(next: PreviewRoute): void {
    go('preview', openOf(next));
  }
  function showPulse(next: PulseFacts | null | undefined, of = channel): void {
    if (next != null) show({ kind: 'pulse', pulse: next, channel: of });
  }
  /** Also while nobody has told yet what lies beside it. */
  function step(way: keyof Neighbours): void {
    if (neighbours !== null) showPulse(neighbours[way]);
    else if (pulse !== null)
      ask('neighbourPulses', { timestampNs: pulse.timestampNs }).then(
        (found) => showPulse(found[way]),
        () => undefined, // its trouble is shown below
      );
  }
  function follow(isFollowed: boolean): void {
    if (isFollowed) show({ kind: 'newest', channel });
    else showPulse(pulse);
  }
  function openChannel(next: string | null): void {
    show(route.kind === 'newest' ? { kind: 'newest', channel: next } : { ...route, channel: next });
  }
  function save(): void {
    if (preview === null || !isHere || channel !== null) return;
    setNotSaved(null);
    exportSheet(preview, reference.preview, history).catch((error: unknown) => setNotSaved(messageOf(error)));
  }

  usePreviewKeys({
    previous: () => step('previous'),
    next: () => step('next'),
    back: () => channel !== null && openChannel(null),
    compare: () => changeSettings({ show: useSheetSettings.getState().show === 'pulse' ? 'difference' : 'pulse' }),
    live: () => follow(!isLive),
    exportSheet: save,
  });

  if (pulse === null)
    return (
      <main className="screen preview-screen one">
        <p className="panel empty-place">
          <span className="empty">{isEmpty ? emptyWords : 'Looking for the newest pulse with a file here…'}</span>
          <Trouble sentence={noNeighbours} />
        </p>
      </main>
    );
  const head = {
    ...{ pulse, neighbours, isLive, reference },
    ...{ preview: isHere ? preview : null, isSheet: channel === null },
    onStep: step,
    onLive: follow,
    onSheet: () => openChannel(null),
    onTrends: () => show({ kind: 'trends', channel }),
    onExport: save,
  };
  const isFailed = trouble !== null && !isHere;
  return (
    <main className={channel === null && preview !== null && !isFailed ? 'screen preview-screen' : 'screen preview-screen one'}>
      <PulseHead {...head} />
      {isFailed || preview === null ? (
        <section className="panel" aria-label="Not shown">
          <div className="empty">
            <p className={isFailed ? '' : 'looking-late'}>{isFailed ? 'This pulse can’t be shown.' : 'Reading the files of this pulse…'}</p>
            {isFailed && <Trouble sentence={trouble} />}
            {isFailed && (
              <button type="button" className="link" onClick={again}>
                Ask again
              </button>
            )}
          </div>
        </section>
      ) : channel === null ? (
        <Sheet {...{ preview, pictures, history }} reference={compared} isOld={!isHere} onOpen={openChannel} />
      ) : (
        <ChannelView preview={preview} reference={compared} channel={channel} />
      )}
      <Trouble sentence={notSaved ?? noNeighbours ?? reference.trouble} />
    </main>
  );
}

const emptyWords =
  'No pulse with a file is here yet. “Capture now” takes the newest pulse; its images, waveforms and values are shown here.';
