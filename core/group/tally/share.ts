import { verdictFor } from '../../capture/verdict.ts';
import type { CaptureVerdict, OutcomeCode } from '../../contract/api.ts';
import type { MissedChannel, PulseShare } from '../../contract/group.ts';
import type { Report } from '../protocol.ts';

/** What a pulse's shares are counted by, the same for all pulses of one plan. */
export type Ground = {
  devices: readonly string[];
  owners: ReadonlyMap<string, string>;
  /** How many channels each device has. */
  channels: ReadonlyMap<string, number>;
  /** Devices out of service. */
  skipped: ReadonlySet<string>;
};

/** One exporter's part of a pulse. Of devices that were captured whole only numbers are kept: thousands of these stay in memory. */
export type ShareTally = {
  exporter: string;
  devices: number;
  readonly unreported: Set<string>;
  /** Codes by channel, of reported devices that are not captured whole. */
  readonly missing: Map<string, Map<string, OutcomeCode>>;
  whole: number;
  progress: { decided: number } | null;
  /** Devices were taken from it. */
  lost: boolean;
  failed: boolean;
  readonly files: Set<string>;
};

const filesMost = 100;

export function emptyShare(exporter: string): ShareTally {
  return {
    ...{ exporter, devices: 0, unreported: new Set(), missing: new Map(), whole: 0 },
    ...{ progress: null, lost: false, failed: false, files: new Set() },
  };
}

/** Captured wins, else the newer. Answers how many channels are captured now that were not. */
export function mergeDevice(share: ShareTally, device: string, outcomes: Report['outcomes'], channels: number): number {
  const first = share.unreported.delete(device);
  const codes = first ? new Map<string, OutcomeCode>() : share.missing.get(device);
  if (codes === undefined) return 0;
  let gained = 0;
  for (const { channel, code } of outcomes) {
    if (codes.get(channel) === 'captured') continue;
    codes.set(channel, code);
    if (code === 'captured') gained++;
  }
  const whole = codes.size >= channels && [...codes.values()].every((code) => code === 'captured');
  if (whole) {
    share.whole += codes.size;
    share.missing.delete(device);
  } else share.missing.set(device, codes);
  return gained;
}

/** Devices out of service lack nothing as long as they are that; what was skipped of others is lacking now. */
export function lackingDevices(missing: ShareTally['missing'], outOfService: ReadonlySet<string>): string[] {
  const lacking = (codes: ReadonlyMap<string, OutcomeCode>) => [...codes.values()].some((code) => code !== 'captured');
  return [...missing].flatMap(([device, codes]) => (!outOfService.has(device) && lacking(codes) ? [device] : []));
}

/** Of each attempt once; what failed left no file. */
export function noteAttempt(share: ShareTally, { file, verdict }: Report): void {
  if (file !== null && share.files.size < filesMost) share.files.add(file);
  if (verdict === 'failed') share.failed = true;
  if (share.unreported.size === 0) share.progress = null;
}

export type ShareTotals = {
  expected: number;
  captured: number;
  decided: number;
  counts: Partial<Record<OutcomeCode, number>>;
  missed: MissedChannel[];
};

export function totalsOf(share: ShareTally, { channels, skipped }: Ground): ShareTotals {
  const counts: ShareTotals['counts'] = share.whole > 0 ? { captured: share.whole } : {};
  const missed: MissedChannel[] = [];
  let told = share.whole;
  for (const codes of share.missing.values()) {
    for (const [channel, code] of codes) {
      counts[code] = (counts[code] ?? 0) + 1;
      if (code !== 'skipped') told++;
      if (code !== 'skipped' && code !== 'captured') missed.push({ channel, code, exporter: share.exporter });
    }
  }
  let awaited = 0;
  for (const device of share.unreported) awaited += skipped.has(device) ? 0 : (channels.get(device) ?? 0);
  const decided = told + Math.min(share.progress?.decided ?? 0, awaited);
  return { expected: told + awaited, captured: counts.captured ?? 0, decided, counts, missed };
}

export function shareFacts(share: ShareTally, totals: ShareTotals): PulseShare {
  const { exporter, devices, files } = share;
  const { expected, captured, decided } = totals;
  const state = stateOf(share);
  const verdict = state === 'reported' ? foldedVerdict({ expected, captured, failed: share.failed }) : null;
  return { exporter, state, devices, expected, decided, captured, verdict, files: [...files] };
}

function stateOf({ unreported, progress, devices }: ShareTally): PulseShare['state'] {
  if (unreported.size > 0) return progress === null ? 'waiting' : 'taking';
  return devices > 0 ? 'reported' : 'lost';
}

/** `failed` only where nothing was captured: what another attempt captured counts. */
export function foldedVerdict(of: { expected: number; captured: number; failed: boolean }): CaptureVerdict {
  return of.captured === 0 && of.failed ? 'failed' : verdictFor(of.expected, of.captured);
}
