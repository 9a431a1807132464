import { Button } from '@blueprintjs/core';
import { useMemo, useRef, useState } from 'react';
import type { CaptureDetails } from '../../core/contract/api.ts';
import { isMissed } from '../marks/outcomes.ts';
import { download } from '../parts/download.ts';
import { Gap } from '../parts/Gap.tsx';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { Segments } from '../parts/Segments.tsx';
import { usePartInSight } from '../parts/use-part-in-sight.ts';
import { ChannelLine } from './ChannelLine.tsx';
import { channelLine, channelsHead } from './csv.ts';
import { channelsShown, type ShownChannels, shownChannels } from './words.ts';

/** Two lines of a sentence; one height for all, so that ten thousand channels scroll. Pixels, as in captures.css. */
const lineHeight = 28;

type ChannelTableProps = { capture: CaptureDetails; refused: ReadonlyMap<string, string> };

/** Every channel with what became of it, the abnormal first. */
export function ChannelTable({ capture, refused }: ChannelTableProps) {
  const { outcomes, pulse, captureId } = capture;
  const place = useRef<HTMLDivElement>(null);
  const [show, setShow] = useState<ShownChannels>('all');
  const names = useMemo(() => new Set(refused.keys()), [refused]);
  const rows = useMemo(() => channelsShown(outcomes, show, names), [outcomes, show, names]);
  const { from, to } = usePartInSight(place, rows.length, lineHeight);
  const options = useMemo(() => {
    const count = (what: ShownChannels) => `${shownChannels[what]} ${channelsShown(outcomes, what, names).length}`;
    return { all: count('all'), missed: count('missed'), unwanted: count('unwanted'), skipped: count('skipped') };
  }, [outcomes, names]);
  const missed = outcomes.filter(({ code }) => isMissed(code)).length;
  return (
    <section className="panel capture-channels" aria-label="Channels">
      <header>
        <h2>What became of {outcomes.length} channels</h2>
        <span className="soft roomy">abnormal first</span>
        <span className="grow" />
        <Segments<ShownChannels> label="Show" options={options} value={show} onChange={setShow} />
        <Button
          size="small"
          disabled={outcomes.length === 0}
          onClick={() =>
            download(`capture-${captureId}-pulse-${pulse.pulseId}.csv`, 'text/csv', [
              channelsHead,
              ...outcomes.map((each) => channelLine(pulse, each)),
            ])
          }
        >
          Export CSV
        </Button>
      </header>
      <ScrollPlace className="capture-place" ref={place} label="Every channel with what became of it">
        {rows.length === 0 ? (
          <p className="empty">{emptyWords(capture, missed, show)}</p>
        ) : (
          <table className="table channels-table" aria-rowcount={rows.length + 1}>
            <thead>
              <tr>
                <th>Outcome</th>
                <th>Channel</th>
                <th>What happened, what to do</th>
                <th className="roomy">From</th>
                <th className="number">Offset</th>
                <th className="number roomy">Age</th>
                <th className="number roomy">Latency</th>
                <th className="number">Size</th>
                <th className="roomy">Alarm</th>
              </tr>
            </thead>
            <tbody>
              <Gap lines={from} height={lineHeight} columns={9} />
              {rows.slice(from, to).map((outcome, at) => (
                <ChannelLine key={outcome.channel} outcome={outcome} refused={refused.get(outcome.channel)} index={from + at + 2} />
              ))}
              <Gap lines={rows.length - to} height={lineHeight} columns={9} />
            </tbody>
          </table>
        )}
      </ScrollPlace>
    </section>
  );
}

function emptyWords({ verdict, outcomes }: CaptureDetails, missed: number, show: ShownChannels): string {
  if (verdict === null) return 'The outcomes stand here when the capture has ended.';
  if (outcomes.length === 0) return 'What became of its channels is not kept any more, or it ended before any was decided.';
  if (show === 'missed' && missed === 0) return 'Every expected channel was captured.';
  return show === 'unwanted' ? 'The Gateway has refused none, and by its manifest would refuse none.' : 'None.';
}
