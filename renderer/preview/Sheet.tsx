import { useMemo, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import type { PulsePreview } from '../../core/contract/preview.ts';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useStore } from '../store/store.ts';
import { Cameras } from './Cameras.tsx';
import { Curves } from './Curves.tsx';
import { DetailsLine } from './DetailsLine.tsx';
import { awayWords, unreadWords } from './lacks.ts';
import type { Pictures } from './pictures.ts';
import { placesOf } from './places.ts';
import { Scalars } from './Scalars.tsx';
import type { ChannelHistory } from './use-trends.ts';
import { openOf } from './view.ts';

type SheetProps = {
  preview: PulsePreview;
  reference: PulsePreview | null;
  /** It is of the pulse before the one that is asked for. */
  isOld: boolean;
  pictures: Pictures;
  history: ChannelHistory;
  onOpen(channel: string): void;
};

/** Everything of one pulse at a glance. */
export function Sheet({ preview, reference, isOld, pictures, history, onOpen }: SheetProps) {
  const setup = useStore(({ exporter }) => exporter.setup);
  const places = useMemo(() => placesOf(preview, reference, setup), [preview, reference, setup]);
  const [looked, setLooked] = useState<string | null>(null);
  const noFile = awayWords(preview);
  const part = { pictures, history, onOpen, onShow: showAt, onLook: setLooked };
  return (
    <>
      <div className="panel sheet">
        <ScrollPlace className={isOld ? 'sheet-place old' : 'sheet-place'} label="Contact sheet">
          <Trouble sentence={isOld ? null : unreadWords(preview)} />
          {!isOld && noFile !== null && <p className="empty">{noFile}</p>}
          {places.images.length > 0 && <Cameras places={places.images} {...part} />}
          {places.curves.length > 0 && <Curves places={places.curves} {...part} />}
          {places.images.length + places.curves.length === 0 && noFile === null && (
            <p className="empty">There are no images and no waveforms at this pulse.</p>
          )}
        </ScrollPlace>
      </div>
      <Scalars places={places.values} history={history} isOld={isOld} onOpen={(channel) => openTrend(channel)} onLook={setLooked} />
      <DetailsLine preview={preview} name={looked} />
    </>
  );
}

function showAt(pulse: PulseFacts, channel: string): void {
  go('preview', openOf({ kind: 'pulse', pulse, channel }));
}

function openTrend(channel: string): void {
  go('preview', openOf({ kind: 'trends', channel }));
}
