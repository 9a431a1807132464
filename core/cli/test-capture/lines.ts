import { isSilent, type Spread, type TestChannel, type TestReport } from '../../contract/test-capture.ts';
import { counted } from '../../contract/words.ts';

/** The whole report for a terminal: a line for each channel, then what is suggested and why. */
export function testLines({ step, pulses, captured, folder, found, notes, failure }: TestReport): string[] {
  const width = Math.max(7, ...found.map(({ channel }) => channel.length));
  const capturedWords = found.every((each) => each.captured === null)
    ? `${counted(pulses, 'pulse')} looked at, and nothing captured: none of these is a channel of the settings`
    : `${captured} of ${counted(pulses, 'pulse')} captured whole, into ${folder}`;
  const suggestions = found.flatMap((channel) => channel.suggestions);
  return [
    '',
    `${'Channel'.padEnd(width)}   found      rate   latency p50/max   offset p50/max   IDs   gaps  twice  captured`,
    ...found.map((channel) => lineOf(channel, width)),
    '',
    ...suggestions.map(
      ({ channel, field, value, reason }) =>
        `Suggested: ${channel} ${field} = ${typeof value === 'object' ? JSON.stringify(value) : value}. ${reason}`,
    ),
    ...notes.map((note) => `Note: ${note}`),
    ...(failure === null ? [] : [failure.message]),
    `${step}: ${capturedWords}.`,
  ];
}

function lineOf(found: TestChannel, width: number): string {
  const { channel, samples, rate, latency, offset, pulseIds, gaps, duplicates, captured, decodeErrors } = found;
  const trouble = decodeErrors.sentence === null ? '' : `   ${decodeErrors.count} unreadable`;
  return (
    [
      channel.padEnd(width),
      (isSilent(found) ? 'nothing' : String(samples)).padStart(8),
      (rate === null ? '' : `${rate.toPrecision(3)} Hz`).padStart(9),
      spread(latency).padStart(17),
      spread(offset).padStart(16),
      String(pulseIds.matched).padStart(5),
      String(gaps.pulses).padStart(6),
      String(duplicates).padStart(6),
      (captured === null ? '' : `${captured.captured}/${captured.of}`).padStart(9),
    ].join(' ') + trouble
  );
}

/** Milliseconds. */
function spread(found: Spread | null): string {
  return found === null ? '' : `${found.p50.toFixed(0)}/${found.max.toFixed(0)} ms`;
}

/** Was every channel there at every pulse? */
export function isWhole({ step, pulses, found }: TestReport): boolean {
  return (
    step === 'done' &&
    pulses > 0 &&
    found.every(
      (each) => !isSilent(each) && each.gaps.pulses === 0 && (each.captured === null || each.captured.captured === each.captured.of),
    )
  );
}
