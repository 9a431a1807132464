import type { PulseFacts } from '../contract/api.ts';
import type { GroupPulse, MissedChannel, PulseShare, PulseUpload } from '../contract/group.ts';
import { counted } from '../contract/words.ts';
import { line } from './reasons.ts';

const namesShown = 5;

/**
 * One line for each pulse with every exporter's share and whether its files stay here, and below it what nobody captured. Where that is wider than `columns`,
 * the shares go on below each other.
 */
export function pulseLines(
  { pulse, verdict, localOnly, expected, captured, shares, missed }: GroupPulse,
  columns = Number.POSITIVE_INFINITY,
): string[] {
  const share = `${captured}/${expected}`.padStart(9);
  const head = `${timeText(pulse)}  pulse ${pulse.pulseId}  ${share}  ${(verdict ?? '').padEnd(8)}`;
  const cells = [...inOrder(shares).map(shareText), ...(localOnly === null ? [] : ['local only'])];
  return [...withShares(head, cells, columns), ...missedLines(missed)];
}

function inOrder(shares: readonly PulseShare[]): PulseShare[] {
  const some = shares.filter(({ devices }) => devices > 0);
  return some.sort((a, b) => a.exporter.localeCompare(b.exporter, 'en', { numeric: true }));
}

/** In columns of one width, so that the lines of several pulses stand below each other. */
function withShares(head: string, cells: readonly string[], columns: number): string[] {
  const width = Math.max(0, ...cells.map((cell) => cell.length)) + 2;
  const inFirst = Math.max(1, Math.floor((columns - head.length) / width));
  const inFirstOrAll = Math.min(inFirst, cells.length);
  const lines = [];
  for (let at = 0; at === 0 || at < cells.length; at += inFirstOrAll) {
    const row = cells.slice(at, at + inFirstOrAll).map((cell) => `  ${cell.padEnd(width - 2)}`);
    lines.push(`${at === 0 ? head : ' '.repeat(head.length)}${row.join('')}`.trimEnd());
    if (cells.length === 0) break;
  }
  return lines;
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

/** Only what a person must look at: that all is well stands in the verdicts and the counts. */
export function pulseUploadLines({ pulse, upload }: { pulse: PulseFacts; upload: PulseUpload }): string[] {
  if (upload.state !== 'partly-refused' && upload.state !== 'refused') return [];
  return [`  pulse ${pulse.pulseId} in the Gateway: ${upload.sentence}`];
}

export function timeText({ timestampNs }: PulseFacts): string {
  return new Date(Number(BigInt(timestampNs) / 1_000_000n)).toISOString().slice(11);
}
