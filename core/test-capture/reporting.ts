import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { isSilent, type TestChannel, type TestReport, type TestSummary } from '../contract/test-capture.ts';
import { counted, duration } from '../contract/words.ts';
import type { Setup } from '../settings/schema.ts';
import { figuresOf } from './figures.ts';
import { madeMaxAgeMs, type TestPlan } from './plan-test.ts';
import { samplesLeast, suggestionsFor } from './suggest.ts';
import { samplesMost, type Tally } from './tally.ts';
import { intervalMs, type TestPulses } from './tie.ts';

/** By channel; `sentence`: why it was not in the last file without it. */
export type CapturedCounts = Map<string, { captured: number; sentence: string | null }>;

type ReportingParts = {
  plan: TestPlan;
  setup: Setup;
  clock: Clock;
  captured: CapturedCounts;
  pulses(): TestPulses;
  summary(): TestSummary;
  notes(): string[];
  /** Why the Gateway would refuse the channel, by its manifest. */
  refusalOf(channel: string): string | null;
};

/** Captures go on meanwhile: of the time between two calculations at most a tenth is spent on one, and a channel at a time. */
const shareOfTime = 10;

export function createReporting(parts: ReportingParts): { lately(): Promise<TestReport>; whole(): Promise<TestReport> } {
  const { plan, clock, summary, notes } = parts;
  let found: TestChannel[] | null = null;
  let dueMs = Number.NEGATIVE_INFINITY;
  let calculating: Promise<TestChannel[]> | null = null;

  async function calculate(): Promise<TestChannel[]> {
    const channels: TestChannel[] = [];
    let spentMs = 0;
    for (const tally of [...plan.tallies]) {
      const sinceMs = clock.monotonicMs();
      channels.push(channelOf(tally, parts));
      spentMs += clock.monotonicMs() - sinceMs;
      await setImmediate();
    }
    found = channels;
    dueMs = clock.monotonicMs() + shareOfTime * spentMs;
    return channels;
  }

  function calculated(): Promise<TestChannel[]> {
    calculating ??= calculate().finally(() => {
      calculating = null;
    });
    return calculating;
  }

  const reportOf = (channels: TestChannel[]): TestReport => ({
    ...summary(),
    found: channels,
    notes: [...notes(), ...notesOn(plan, channels, summary())],
  });
  return {
    async lately() {
      const isDue = clock.monotonicMs() >= dueMs;
      return reportOf(found === null || isDue ? await calculated() : found);
    },
    async whole() {
      await calculating;
      return reportOf(await calculated());
    },
  };
}

function channelOf(tally: Tally, { plan, setup, captured, pulses, refusalOf }: ReportingParts): TestChannel {
  const { settings } = tally;
  const of = pulses();
  const around = { settleMs: setup.settleMs, intervalMs: intervalMs(of.all), isLaser: !of.made, hasGateway: setup.gateway !== undefined };
  const whole = figuresOf(tally, of);
  const { reachMs: _, matchedMs: __, rhythm: ___, ...figures } = whole;
  const kept = captured.get(tally.channel);
  return {
    ...figures,
    suggestions: settings === null ? [] : suggestionsFor(settings, whole, around),
    gateway: settings === null ? null : refusalOf(tally.channel),
    captured:
      settings === null || plan.setup === null
        ? null
        : { of: of.taken.length, captured: kept?.captured ?? 0, sentence: kept?.sentence ?? null },
  };
}

function notesOn(
  { tallies }: TestPlan,
  found: readonly TestChannel[],
  { pulses: count, step, request: { pulses } }: TestSummary,
): string[] {
  const few = tallies.filter(({ count, settings }) => settings !== null && count > 0 && count < samplesLeast).length;
  const many = tallies.filter(({ count }) => count > samplesMost).length;
  const silent = found.filter(isSilent).length;
  const made = 'Pulses are made by hand: each channel gives its newest value before one,';
  return [
    ...(pulses.kind === 'laser'
      ? []
      : [`${made} at most ${duration(madeMaxAgeMs(pulses.everyMs))} old; nothing is concluded of times and pulse IDs.`]),
    ...(count > 0 || step === 'preparing' || step === 'failed'
      ? []
      : ['No pulse has come since the test began. Where the laser does not run, choose pulses made by hand.']),
    ...(silent === 0 ? [] : [`Nothing came on ${silent} of ${counted(tallies.length, 'channel')}.`]),
    ...(few === 0 ? [] : [`${counted(few, 'channel')} sent fewer than ${samplesLeast} values, too few to suggest anything.`]),
    ...(many === 0 ? [] : [`Of ${counted(many, 'channel')} only the first ${samplesMost} values are looked at.`]),
  ];
}
