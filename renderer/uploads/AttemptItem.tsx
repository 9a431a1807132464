import type { UploadAttempt } from '../../core/contract/uploads.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { UploadWord } from '../marks/UploadWord.tsx';
import { counted, duration } from '../words/numbers.ts';
import { utc } from './head.ts';

/** What was sent, what the Gateway answered in its own words, and what that meant. */
export function AttemptItem({ attempt }: { attempt: UploadAttempt }) {
  const { at, tookMs, status, words, accepted, refused, alreadyPresent, state, sentence, superseded } = attempt;
  return (
    <article className="attempt">
      <div className="in-row">
        {state === null ? (
          <span className="nowrap">
            <StateMark state={tookMs === null && sentence === '' ? 'running' : 'unknown'} />{' '}
            {tookMs === null && sentence === '' ? 'under way' : 'end unknown'}
          </span>
        ) : (
          <UploadWord state={state} />
        )}
        <span className="grow" />
        <span className="caption">
          {attempt.attempt}. {utc(at)} UTC{tookMs !== null && `, ${duration(tookMs)}`}, {status === null ? 'no answer' : `HTTP ${status}`}
        </span>
      </div>
      {sentence !== '' && <p>{sentence}</p>}
      {superseded !== null && <p>It does not count: {superseded} has its devices.</p>}
      <Channels title="accepted" names={accepted} />
      <Channels title="already there" names={alreadyPresent} />
      {refused.map(({ channel, reasons }) => (
        <p key={channel} className="small">
          <b>{channel}</b> refused: <span className="mono">{reasons.join('; ')}</span>
        </p>
      ))}
      {words !== '' && (
        <details>
          <summary>The Gateway’s own words</summary>
          <pre>{words}</pre>
        </details>
      )}
    </article>
  );
}

function Channels({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details>
      <summary>
        {counted(names.length, 'channel')} {title}
      </summary>
      <p className="small">{names.join(', ')}</p>
    </details>
  );
}
