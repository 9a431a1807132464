import { useMemo } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { CaptureHead } from './CaptureHead.tsx';
import { ChannelTable } from './ChannelTable.tsx';
import { FilePanel } from './FilePanel.tsx';
import { GatewayPanel } from './GatewayPanel.tsx';
import { useDetails } from './use-details.ts';

export function CaptureDetailsView({ captureId }: { captureId: string }) {
  const { opened, trouble, again } = useDetails(captureId);
  const refused = useMemo(() => new Map(opened?.upload?.refused.map(({ channel, sentence }) => [channel, sentence])), [opened]);
  if (opened === null)
    return (
      <section className="panel" aria-label={`Capture ${captureId}`}>
        <div className="empty">
          {trouble === null ? (
            <p className="looking-late">Asking the journal for capture {captureId}…</p>
          ) : (
            <>
              <p>Capture {captureId} cannot be shown.</p>
              <Trouble sentence={trouble} />
              <button type="button" className="link" onClick={again}>
                Ask again
              </button>
            </>
          )}
        </div>
      </section>
    );
  const { capture, upload } = opened;
  return (
    <div className="capture-details">
      <CaptureHead capture={capture} upload={upload} trouble={trouble} onChanged={again} />
      <ChannelTable capture={capture} refused={refused} />
      <FilePanel capture={capture} />
      <GatewayPanel capture={capture} upload={upload} />
    </div>
  );
}
