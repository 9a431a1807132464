import type { ChannelOutcome } from '../contract/api.ts';

/** Why a channel is not where it should be: an outcome, or a finding. */
export type Reason = Pick<ChannelOutcome, 'channel' | 'sentence'> & { code: string; failure?: { code: string } };

/** So many causes are shown below a pulse, and so many channels of one cause; the journal has all. */
const causesShown = 8;
const namesShown = 5;

/**
 * Why channels are not in the file: one line a cause, those of the fewest channels first, since a single dead camera is easily overlooked beside an absent Archiver.
 * A cause that stood in full below the capture before (`before`) is only named, so that what is new is seen.
 */
export function reasonLines(missed: readonly Reason[], before: readonly Reason[] = []): string[] {
  const known = new Set(causesOf(before).map(fingerprint));
  const causes = causesOf(missed);
  const lines = causes.slice(0, causesShown).map((channels) => causeLine(channels, known.has(fingerprint(channels))));
  const left = causes.slice(causesShown).reduce((sum, channels) => sum + channels.length, 0);
  if (left > 0) lines.push(line('', `… and ${left} more ${left === 1 ? 'channel' : 'channels'} of other causes`));
  return lines;
}

function causesOf(missed: readonly Reason[]): Reason[][] {
  const causes = [...Map.groupBy(missed, causeOf).values()];
  for (const channels of causes) channels.sort((a, b) => a.channel.localeCompare(b.channel, 'en', { numeric: true }));
  return causes.sort((a, b) => a.length - b.length);
}

/** A trouble with a code is one cause for all its channels; where the channels' own sentences differ, each is its own. */
function causeOf({ code, failure, channel }: Reason): string {
  if (code === 'skipped') return code;
  return failure === undefined ? `${code} ${channel}` : `${code} ${failure.code}`;
}

/** The same for the same cause at another pulse: its numbers are of that pulse. */
function fingerprint(channels: readonly Reason[]): string {
  const said = channels[0]?.sentence.replaceAll(/\d[\d.]*/g, '#');
  return `${channels.map((outcome) => `${causeOf(outcome)} ${outcome.channel}`).join()} ${said}`;
}

function causeLine(channels: readonly Reason[], isKnown: boolean): string {
  const [first] = channels;
  if (first === undefined) return '';
  if (channels.length === 1) return line(first.code, isKnown ? `${first.channel}: as before` : first.sentence);
  const names = channels.slice(0, namesShown).map(({ channel }) => channel);
  const all = `${channels.length} channels (${names.join(', ')}${channels.length > namesShown ? ', …' : ''})`;
  return line(first.code, isKnown ? `${all}: as before` : `${all}. The first: ${first.sentence}`);
}

/** Why files of a pulse stay here; that of another pulse a moment later is the same, and not told again. */
export function localOnlyLines(why: string | null | undefined, wasTold: boolean): string[] {
  return why === null || why === undefined || wasTold ? [] : [line('local only', why)];
}

export function line(code: string, text: string): string {
  return `    ${code.padEnd(11)} ${text}`;
}
