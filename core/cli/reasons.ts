import type { ChannelOutcome } from '../contract/api.ts';

/** So many causes are shown below a pulse, and so many channels of one cause; the journal has all. */
const causesShown = 8;
const namesShown = 5;

/** Why channels are not in the file: one line a cause, those of the fewest channels first, since a single dead camera is easily overlooked beside an absent Archiver. */
export function reasonLines(missed: readonly ChannelOutcome[]): string[] {
  const causes = [...Map.groupBy(missed, causeOf).values()].sort((a, b) => a.length - b.length);
  const lines = causes.slice(0, causesShown).map(causeLine);
  const left = causes.slice(causesShown).reduce((sum, channels) => sum + channels.length, 0);
  if (left > 0) lines.push(line('', `… and ${left} more ${left === 1 ? 'channel' : 'channels'} of other causes`));
  return lines;
}

/** A trouble with a code is one cause for all its channels; where the channels' own sentences differ, each is its own. */
function causeOf({ code, failure, channel }: ChannelOutcome): string {
  if (code === 'skipped') return code;
  return failure === undefined ? `${code} ${channel}` : `${code} ${failure.code}`;
}

function causeLine(channels: readonly ChannelOutcome[]): string {
  const [first] = channels;
  if (first === undefined) return '';
  if (channels.length === 1) return line(first.code, first.sentence);
  const names = channels.slice(0, namesShown).map(({ channel }) => channel);
  const more = channels.length > namesShown ? ', …' : '';
  return line(first.code, `${channels.length} channels (${names.join(', ')}${more}). The first: ${first.sentence}`);
}

export function line(code: string, text: string): string {
  return `    ${code.padEnd(11)} ${text}`;
}
