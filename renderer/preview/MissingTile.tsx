import type { ChannelOutcome, PulseFacts } from '../../core/contract/api.ts';
import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { clockOf } from '../words/numbers.ts';
import type { neverWords } from './history-words.ts';
import { TileName } from './TileName.tsx';

type MissingTileProps = {
  outcome: ChannelOutcome;
  /** Where it was captured last; undefined where nobody here knows. */
  last: PulseFacts | undefined;
  never: ReturnType<typeof neverWords>;
  tabIndex: 0 | -1;
  onShow(pulse: PulseFacts, channel: string): void;
  onLook(name: string): void;
};

/** The name stands below. */
function withoutName(sentence: string, channel: string): string {
  const rest = sentence.startsWith(`${channel}: `) ? sentence.slice(channel.length + 2) : sentence;
  return `${rest.slice(0, 1).toUpperCase()}${rest.slice(1)}`;
}

/** In the place of a channel that is in none of the files, with why. */
export function MissingTile({ outcome: { channel, code, sentence }, last, never, tabIndex, onShow, onLook }: MissingTileProps) {
  return (
    <button
      type="button"
      data-tile
      className="tile missing"
      tabIndex={tabIndex}
      aria-disabled={last === undefined}
      onClick={() => last !== undefined && onShow(last, channel)}
      onFocus={() => onLook(channel)}
      onPointerEnter={() => onLook(channel)}
    >
      <span className="reason" title={sentence}>
        <span className="code">
          <OutcomeWord code={code} />
        </span>
        {withoutName(sentence, channel)}
      </span>
      <TileName name={channel} />
      <span className="figures">
        {last === undefined ? (
          <span title={never.whole}>{never.short}</span>
        ) : (
          <>
            <span>captured {clockOf(last.timestampNs).slice(0, 5)}</span>
            <u>show that</u>
          </>
        )}
      </span>
    </button>
  );
}
