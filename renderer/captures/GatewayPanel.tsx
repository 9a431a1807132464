import type { CaptureDetails } from '../../core/contract/api.ts';
import type { UploadAttempt, UploadDetails } from '../../core/contract/uploads.ts';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { counted, duration } from '../words/numbers.ts';
import { SaidMark } from './CaptureLine.tsx';
import { attemptSaid, uploadOf } from './words.ts';

/** Every attempt with what was answered, the newest first. */
export function GatewayPanel({ capture, upload }: { capture: CaptureDetails; upload: UploadDetails | null }) {
  const stored = upload?.attemptsMade.at(-1);
  return (
    <section className="panel" aria-label="The Gateway’s answer">
      <header>
        <h2>The Gateway’s answer</h2>
        <SaidMark said={uploadOf(capture)} />
        <span className="grow" />
        {stored !== undefined && (
          <span className="caption">
            {stored.accepted.length + stored.alreadyPresent.length} stored, {stored.refused.length} refused
          </span>
        )}
      </header>
      {upload === null ? (
        <p className="empty">{capture.localOnly ?? 'This capture has no file that was to go to the Gateway.'}</p>
      ) : (
        <ScrollPlace className="answers" label="Attempts and their answers">
          {upload.sentence !== '' && <p className="soft">{upload.sentence}</p>}
          {upload.retryAt !== null && <p className="soft">It is sent again at {upload.retryAt.slice(11, 19)} UTC.</p>}
          <Trouble sentence={upload.failure?.message ?? null} />
          {upload.without.length > 0 && <p className="soft">A person leaves out {upload.without.join(', ')}.</p>}
          {upload.refused
            .filter(({ channel }) => !upload.without.includes(channel))
            .map(({ channel, sentence }) => (
              <LeftOut key={channel} channel={channel} sentence={sentence} capture={capture} upload={upload} />
            ))}
          {upload.attemptsMade.toReversed().map((attempt) => (
            <Attempt key={attempt.attempt} attempt={attempt} isSaid={attempt.sentence === upload.sentence} />
          ))}
          {upload.attemptsMade.length === 0 && <p className="soft">Nothing was sent yet.</p>}
        </ScrollPlace>
      )}
    </section>
  );
}

type LeftOutProps = { channel: string; sentence: string; capture: CaptureDetails; upload: UploadDetails };

function LeftOut({ channel, sentence, capture, upload }: LeftOutProps) {
  const device = capture.outcomes.find((each) => each.channel === channel)?.device;
  const reasons = upload.attemptsMade
    .findLast(({ refused }) => refused.length > 0)
    ?.refused.find((each) => each.channel === channel)?.reasons;
  return (
    <div className="refusal">
      <b>{channel}</b>
      {reasons?.map((reason) => (
        <p key={reason} className="path">
          {reason}
        </p>
      ))}
      <p className="soft">{sentence}</p>
      {device !== undefined && (
        <button type="button" className="link small" onClick={() => go('devices', device)}>
          Open {device}
        </button>
      )}
    </div>
  );
}

/** `isSaid`: its sentence stands above already. */
function Attempt({ attempt, isSaid }: { attempt: UploadAttempt; isSaid: boolean }) {
  const { at, tookMs, status, words, accepted, refused, alreadyPresent, superseded, sentence } = attempt;
  const said = attemptSaid(attempt);
  return (
    <article className="answer">
      <div className="in-row">
        <SaidMark said={said} />
        <span className="soft">
          attempt {attempt.attempt}
          {tookMs !== null && `: ${counted(accepted.length, 'channel')} stored`}
          {alreadyPresent.length > 0 && `, ${alreadyPresent.length} there already`}
          {refused.length > 0 && `, ${refused.length} refused`}
        </span>
        <span className="grow" />
        <span className="caption">
          {status !== null && `${status}, `}
          {at.slice(11, 19)} UTC{tookMs !== null && `, took ${duration(tookMs)}`}
        </span>
      </div>
      {sentence !== '' && !isSaid && <p className="small soft">{sentence}</p>}
      {superseded !== null && <p className="small of-time">{superseded}</p>}
      {words !== '' && status !== null && status >= 300 && <p className="path small">{words}</p>}
    </article>
  );
}
