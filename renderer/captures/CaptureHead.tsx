import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { CaptureDetails } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import type { UploadDetails } from '../../core/contract/uploads.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { openOf } from '../preview/view.ts';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { bytes, counted, duration, isoOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { leavable, missedCount, whyNotAgain, whyNotRetried, whyNotSent, whyNotShown } from './actions.ts';
import { useRetention } from './use-retention.ts';
import { WithoutDialog } from './WithoutDialog.tsx';
import { captureSentence, verdictOf } from './words.ts';

type CaptureHeadProps = { capture: CaptureDetails; upload: UploadDetails | null; trouble: string | null; onChanged(): void };

/** What it is, how it ended, and what can be done with it. */
export function CaptureHead({ capture, upload, trouble, onChanged }: CaptureHeadProps) {
  const ask = useAsk();
  const { busy, trouble: refused, give } = useGive();
  const [failed, setFailed] = useState<string | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const { captureId, pulse, attempt, metadata, phases, superseded } = capture;
  const { state, word } = verdictOf(capture);
  const missed = missedCount(capture);
  const notShown = whyNotShown(capture);
  const [notAgain, notRetried, notSent] = [whyNotAgain(capture), whyNotRetried(capture, upload), whyNotSent(capture, upload)];
  const retention = useRetention(captureId, notAgain === null);
  const unwanted = capture.outcomes.flatMap(({ channel, code, gateway }) =>
    code === 'captured' && gateway !== undefined ? [channel] : [],
  );
  const choices = upload === null ? [] : leavable(upload, unwanted);

  function captureAgain(): void {
    setFailed(null);
    ask('capturePulse', { pulseId: pulse.pulseId, timestampNs: pulse.timestampNs }).then(
      ({ captureId: next }) => go('captures', next),
      (error: unknown) => setFailed(messageOf(error)),
    );
  }

  return (
    <section className="panel capture-head" aria-label={`Capture ${captureId}`}>
      <div className="in-row">
        <h1>
          <StateMark state={state} />
          <span>
            Pulse <PulseId id={pulse.pulseId} />
          </span>
          <span className="soft">
            {word}, {capture.captured} of {capture.expected}
          </span>
        </h1>
        <span className="grow" />
        <Button
          disabled={notShown !== null}
          {...titled(notShown)}
          onClick={() => go('preview', openOf({ kind: 'pulse', pulse, channel: null }))}
        >
          Open in preview
        </Button>
        <Button intent="primary" disabled={notAgain !== null} {...titled(notAgain)} onClick={captureAgain}>
          {notAgain === null && missed > 0 ? `Capture ${missed} again` : 'Capture again'}
        </Button>
        <Button
          disabled={notRetried !== null || busy}
          {...titled(notRetried)}
          onClick={() => give((by) => ask('retryUpload', { captureId, by }), onChanged)}
        >
          Retry upload
        </Button>
        <Button
          disabled={notSent !== null || choices.length === 0}
          {...titled(notSent ?? (choices.length === 0 ? 'The Gateway has refused none of its channels' : null))}
          onClick={() => setChoosing(true)}
        >
          Send without…
        </Button>
      </div>
      <div className="head-facts">
        <Fact name="Time">{utcWords(pulse.timestampNs)}</Fact>
        {metadata !== undefined && (
          <Fact name="Area, experiment">
            {metadata.activeArea}, {metadata.activeExperiment}
          </Fact>
        )}
        <Fact name="Attempt">{attempt}</Fact>
        {phases.totalMs !== undefined && <Fact name="Start to verified">{duration(phases.totalMs)}</Fact>}
        {capture.file !== null && (
          <Fact name="In the file">
            {counted(capture.captured, 'channel')}, {bytes(capture.bytes)}
          </Fact>
        )}
        {upload !== null && upload.attempts > 0 && <Fact name="Sent">{counted(upload.attempts, 'time')}</Fact>}
      </div>
      <p className="soft">{captureSentence(capture)}</p>
      {superseded !== undefined && <p className="of-time">It does not count: {superseded}</p>}
      {notAgain === null && (
        <p className="soft small">
          {retention ?? 'It can be captured again while Kafka and the Archiver still hold this pulse.'} Only what is not in a file yet is
          asked for; it goes to a file of its own.
        </p>
      )}
      <Trouble sentence={failed ?? refused ?? trouble} />
      {upload !== null && isChoosing && (
        <WithoutDialog
          upload={upload}
          choices={choices}
          onClose={() => setChoosing(false)}
          onSend={(channels) => {
            setChoosing(false);
            give((by) => ask('sendWithout', { captureId, channels, by }), onChanged);
          }}
        />
      )}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <span>
      <span className="caption">{name}</span> {children}
    </span>
  );
}

function titled(why: string | null): { title?: string } {
  return why === null ? {} : { title: why };
}

/** 2026-11-23 10:44:00.123 456 789 UTC */
function utcWords(timestampNs: string): string {
  const iso = isoOf(timestampNs);
  const rest = timestampNs.slice(-6);
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}\u2009${rest.slice(0, 3)}\u2009${rest.slice(3)} UTC`;
}
