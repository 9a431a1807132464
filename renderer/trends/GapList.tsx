import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { openOf } from '../preview/view.ts';
import { go } from '../route/route.ts';
import { counted } from '../words/numbers.ts';
import { type Gap, gapTime, gapWords } from './gaps.ts';

/** The newest of them; the others are in the exported table. */
const shownMost = 100;

export function GapList({ gaps, title }: { gaps: readonly Gap[]; title: string }) {
  if (gaps.length === 0) return null;
  const shown = gaps.slice(-shownMost).reverse();
  return (
    <ScrollPlace className="trend-gaps" label={`Gaps of ${title}`}>
      <p className="caption">
        {counted(gaps.length, 'gap')}
        {gaps.length > shownMost && `, the newest ${shownMost} of them`}
      </p>
      <ul>
        {shown.map((gap) => (
          <li key={gap.first.captureId}>
            <Mark gap={gap} />{' '}
            <button
              type="button"
              className="link"
              title="Open the first pulse of the gap"
              onClick={() => go('preview', openOf({ kind: 'pulse', pulse: gap.first.pulse, channel: null }))}
            >
              {gapTime(gap)}
            </button>{' '}
            <span className="soft">{gapWords(gap)}</span>
          </li>
        ))}
      </ul>
    </ScrollPlace>
  );
}

function Mark({ gap: { reasons } }: { gap: Gap }) {
  const code = reasons[0]?.code ?? null;
  return code === null ? null : <OutcomeMark code={code} />;
}
