import { Button } from '@blueprintjs/core';
import type { UploadDetails } from '../../core/contract/uploads.ts';
import { UploadWord } from '../marks/UploadWord.tsx';
import { uploadLooks } from '../marks/uploads.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { bytes, counted, isoOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { AttemptItem } from './AttemptItem.tsx';
import { utc } from './head.ts';
import { channelsToLeave, whyNoRetry, whyNoSendWithout } from './possible.ts';
import { useUpload } from './use-upload.ts';

/** One file: what the Gateway said at each attempt, and what can be done. */
export function UploadPanel({ captureId, onClose }: { captureId: string; onClose(): void }) {
  const { upload, trouble } = useUpload(captureId);
  return (
    <section className="panel upload-panel" aria-label="The chosen file">
      <header>
        <h2>{upload === null ? 'File' : <PulseId id={upload.pulse.pulseId} />}</h2>
        {upload !== null && <UploadWord state={upload.state} />}
        <span className="grow" />
        <button type="button" className="link" onClick={() => go('captures', captureId)}>
          Open its capture
        </button>
        <button type="button" className="link" onClick={onClose}>
          Close
        </button>
      </header>
      <div className="body">
        <Trouble sentence={trouble} />
        {upload === null ? (
          trouble === null && <p className="soft">Asking the journal for its attempts.</p>
        ) : (
          <UploadFile upload={upload} />
        )}
      </div>
    </section>
  );
}

function UploadFile({ upload }: { upload: UploadDetails }) {
  const { captureId, pulse, file, state, retryAt, sentence, refused, attemptsMade, without } = upload;
  return (
    <>
      <dl className="facts">
        <dt>Pulse</dt>
        <dd>{utc(isoOf(pulse.timestampNs))} UTC</dd>
        <dt>File</dt>
        <dd className="mono">{file}</dd>
        <dt>Size</dt>
        <dd>{bytes(upload.bytes)}</dd>
        {state === 'waiting' && retryAt !== null && (
          <>
            <dt>Sent again</dt>
            <dd>{utc(retryAt)} UTC, by itself</dd>
          </>
        )}
        {without.length > 0 && (
          <>
            <dt>Left out</dt>
            <dd>{without.join(', ')}, by a person</dd>
          </>
        )}
      </dl>
      <p className="upload-sentence">{sentence === '' ? uploadLooks[state].says : sentence}</p>
      <UploadActions upload={upload} />
      {refused.length > 0 && (
        <>
          <h3>Not in the Gateway: {counted(refused.length, 'channel')}</h3>
          <ul className="refused">
            {refused.map(({ channel, sentence: why }) => (
              <li key={channel}>{why}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{attemptsMade.length === 0 ? 'No attempt yet' : counted(attemptsMade.length, 'attempt')}</h3>
      {attemptsMade
        .toReversed()
        .slice(0, attemptsShown)
        .map((attempt) => (
          <AttemptItem key={`${captureId} ${attempt.attempt}`} attempt={attempt} />
        ))}
      {attemptsMade.length > attemptsShown && <p className="soft small">The newest {attemptsShown} are shown.</p>}
    </>
  );
}

const attemptsShown = 100;

function UploadActions({ upload }: { upload: UploadDetails }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const { captureId, without } = upload;
  const noRetry = whyNoRetry(upload);
  const noWithout = whyNoSendWithout(upload);
  const channels = channelsToLeave(upload);
  return (
    <>
      <div className="in-row actions">
        <Button
          disabled={busy || noRetry !== null}
          title={noRetry ?? 'Sends it as soon as it can be'}
          onClick={() => give((by) => ask('retryUpload', { captureId, by }))}
        >
          Retry
        </Button>
        <Button
          disabled={busy || noWithout !== null}
          title={noWithout ?? `Without ${channels.join(', ')}; the file here stays as it is`}
          onClick={() => give((by) => ask('sendWithout', { captureId, channels, by }))}
        >
          Send without the refused channels
        </Button>
        {without.length > 0 && (
          <Button
            disabled={busy || noRetry !== null}
            title={noRetry ?? 'With the channels that were left out'}
            onClick={() => give((by) => ask('sendWithout', { captureId, channels: [], by }))}
          >
            Send the whole file
          </Button>
        )}
      </div>
      <Trouble sentence={trouble} />
    </>
  );
}
