import { describe, expect, test } from 'vitest';
import type { ChannelFacts } from '../../../core/contract/devices.ts';
import { type Choice, channelsOf, found, toggled } from '../../../renderer/trends/choices.ts';
import { timeTicks } from '../../../renderer/trends/time-ticks.ts';
import { movedOn, trendSpanOf } from '../../../renderer/trends/trend-span.ts';

function channel(name: string, type: string): ChannelFacts {
  return { name, type, source: { kind: 'kafka', topic: 't' }, match: 'pulse-id', reachMs: null, units: null, settleMs: 0 };
}

const channels = channelsOf({
  settleMs: 0,
  devices: [
    { name: 'FE-ENERGY', area: null, channels: [channel('E-1', 'scalar')] },
    { name: 'FE-CAM', area: null, channels: [channel('CAM-1', 'image'), channel('CAM-1-FLOAT', 'float_image')] },
    { name: 'FE-SPEC', area: null, channels: [channel('SPEC-1', 'waveform')] },
  ],
});

describe('what can be drawn over time', () => {
  test('of a number its value, of a curve and of an image what sums it up', () => {
    expect(channels.map(({ quantities }) => quantities)).toEqual([
      ['value'],
      ['mean', 'sum', 'max', 'centroidX', 'centroidY', 'fwhmX', 'fwhmY', 'saturated'],
      ['mean', 'sum', 'max', 'centroidX', 'centroidY', 'fwhmX', 'fwhmY'],
      ['mean', 'sum', 'max'],
    ]);
  });

  test('is found by words of its channel, its device or its type', () => {
    expect(found(channels, 'cam image').map(({ channel: name }) => name)).toEqual(['CAM-1', 'CAM-1-FLOAT']);
    expect(found(channels, ' fe-energy ').map(({ channel: name }) => name)).toEqual(['E-1']);
    expect(found(channels, 'nothing')).toEqual([]);
  });

  test('are four beside each other at most: the oldest makes room; chosen once more it goes', () => {
    const named = (name: string) => ({ channel: name, quantities: ['value'] as const });
    const five = ['a', 'b', 'c', 'd', 'e'].reduce<Choice[]>((chosen, name) => toggled(chosen, named(name)), []);
    expect(five.map(({ channel: name }) => name)).toEqual(['b', 'c', 'd', 'e']);
    expect(toggled(five, named('c')).map(({ channel: name }) => name)).toEqual(['b', 'd', 'e']);
  });
});

describe('the time of a trend', () => {
  const free = (from: string, to: string) => trendSpanOf({ kind: 'free', from, to }, 0);

  test('is the last hour, day or week, or a given one in UTC', () => {
    expect(trendSpanOf({ kind: 'hour', from: '', to: '' }, 7_200_000)).toEqual({ fromMs: 3_600_000, toMs: 7_200_000 });
    expect(free('2026-11-21 06:00', '2026-11-21 07:00')).toEqual({ fromMs: 1_795_240_800_000, toMs: 1_795_244_400_000 });
  });

  test('that is none is told in a sentence', () => {
    expect(free('2026-02-30 06:00', '2026-11-21 07:00')).toEqual({ wrong: '“2026-02-30 06:00” is no time such as 2026-11-21 06:00.' });
    expect(free('2026-11-21 08:00', '2026-11-21 07:00')).toEqual({ wrong: 'The range ends before it begins.' });
  });

  test('goes on with new captures, and keeps its length', () => {
    expect(movedOn({ fromMs: 0, toMs: 10 }, 15)).toEqual({ fromMs: 5, toMs: 15 });
    expect(movedOn({ fromMs: 0, toMs: 10 }, 5)).toEqual({ fromMs: 0, toMs: 10 });
  });

  test('has even times along its axis, and midnight by its day', () => {
    const ticks = (from: string, to: string, most: number) =>
      timeTicks({ fromMs: Date.parse(from), toMs: Date.parse(to) }, most).map(({ label }) => label);
    expect(ticks('2026-11-21T06:03:00Z', '2026-11-21T07:03:00Z', 6)).toEqual(['06:10', '06:20', '06:30', '06:40', '06:50', '07:00']);
    expect(ticks('2026-11-21T20:00:00Z', '2026-11-22T08:00:00Z', 4)).toEqual(['21:00', '2026-11-22', '03:00', '06:00']);
    expect(ticks('2026-11-21T06:00:00Z', '2026-11-21T06:00:10Z', 3)).toEqual(['06:00:00', '06:00:05', '06:00:10']);
  });
});
