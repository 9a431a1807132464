import type { PulseFacts } from '../contract/api.ts';
import type { GroupPulse, MissedChannel, PulseShare } from '../contract/group.ts';
import { counted } from './counted.ts';
import { line } from './reasons.ts';

const namesShown = 5;

/** One line for each pulse with every exporter's share, and below it what nobody captured. */
export function pulseLines({ pulse, verdict, expected, captured, shares, missed }: GroupPulse): string[] {
  const share = `${captured}/${expected}`.padStart(9);
  const parts = shares.filter(({ devices }) => devices > 0).map(shareText);
  return [
    `${timeText(pulse)}  pulse ${pulse.pulseId}  ${share}  ${(verdict ?? '').padEnd(8)}  ${parts.join('  ')}`,
    ...missedLines(missed),
  ];
}

function shareText({ exporter, state, captured, expected }: PulseShare): string {
  if (state === 'lost') return `${exporter} lost`;
  return state === 'reported' ? `${exporter} ${captured}/${expected}` : `${exporter} …`;
}

function missedLines(missed: readonly MissedChannel[]): string[] {
  return [...Map.groupBy(missed, ({ code, exporter }) => `${code} ${exporter}`).values()].map((channels) => {
    const names = channels.slice(0, namesShown).map(({ channel }) => channel);
    const more = channels.length > namesShown ? ', …' : '';
    const [first] = channels;
    const many = channels.length === 1 ? '' : `${counted(channels.length, 'channel')}: `;
    return line(first?.code ?? '', `${many}${names.join(', ')}${more} (${first?.exporter ?? ''} says why)`);
  });
}

export function timeText({ timestampNs }: PulseFacts): string {
  return new Date(Number(BigInt(timestampNs) / 1_000_000n)).toISOString().slice(11);
}
