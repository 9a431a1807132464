import { describe, expect, test } from 'vitest';
import { createSample } from '../../core/report/sample.ts';
import { standingOf } from '../../core/report/standing.ts';
import type { GatewayRecord } from '../../core/upload/port.ts';
import { expectedOf } from './gateways.ts';
import { pulseAt } from './pulses.ts';

const pulse = pulseAt(1);
const wanted = { pulse, recordId: '20261121120100', names: ['A', 'B'], least: 2, removedAt: null };
const record = (changes: Partial<GatewayRecord> = {}): GatewayRecord => ({
  ...{ id: wanted.recordId, shotnum: pulse.pulseId, timestamp: null, activeArea: null, activeExperiment: null, channels: ['A', 'B'] },
  ...changes,
});

describe('a record', () => {
  test.each([
    ['of the pulse with all its channels is whole', record(), wanted, 'whole', undefined],
    ['with channels of other exporters too is whole', record({ channels: ['A', 'B', 'X'] }), wanted, 'whole', undefined],
    ['that is not there', null, wanted, 'notThere', 'not-there'],
    ['of another pulse is not this one', record({ shotnum: '7' }), wanted, 'notThere', 'other-pulse'],
    ['without a pulse ID cannot be told', record({ shotnum: null }), wanted, 'cannotTell', 'no-pulse-id'],
    ['with a pulse ID that is a text cannot be this one', record({ shotnum: 'GS0001' }), wanted, 'notThere', 'other-pulse'],
    ['that lacks a channel is there in part', record({ channels: ['A'] }), wanted, 'inPart', 'in-part'],
    ['with fewer channels than the group captured is there in part', record(), { ...wanted, least: 5 }, 'inPart', 'in-part'],
    ['of which the names are forgotten is counted by its channels', record(), { ...wanted, names: [], least: 3 }, 'inPart', 'in-part'],
  ])('%s', (_, found, want, as, code) => {
    const standing = standingOf(found, want, 'gateway.example');
    expect([standing.as, standing.as === 'whole' ? undefined : standing.reason.code]).toEqual([as, code]);
  });

  test('of a pulse ID beyond 2^53 is compared as the Gateway keeps it', () => {
    const pulseId = String(2n ** 60n + 2n ** 20n);
    const found = record({ shotnum: String(Number(pulseId)) });
    expect(standingOf(found, { ...wanted, pulse: { ...pulse, pulseId } }, 'g').as).toBe('whole');
  });

  test('that is not there says where the files of it are', () => {
    const said = (removedAt: string | null) => JSON.stringify(standingOf(null, { ...wanted, removedAt }, 'gateway.example'));
    expect(said(null)).toContain('still in its data folder');
    expect(said('2026-11-25T00:00:00.000Z')).toContain('removed from the data folder at 2026-11-25');
  });

  test('that lacks channels names them', () => {
    const standing = standingOf(record({ channels: [] }), wanted, 'gateway.example');
    expect(standing).toMatchObject({ reason: { channels: ['A', 'B'], what: '', sentence: expect.stringContaining('lacks 2 channels') } });
  });
});

describe('a sample', () => {
  const chosenOf = (count: number, doubtful: readonly number[] = []) => {
    const sample = createSample(50);
    for (let n = 0; n < count; n += 1) sample.offer(expectedOf(n, { inDoubt: doubtful.includes(n) }));
    const { pulses, sentence } = sample.chosen();
    return { numbers: pulses.map((each) => Number(BigInt(each.pulse.pulseId) - 423_648_000_000n)), sentence };
  };

  test('of few pulses is all of them', () => {
    expect(chosenOf(20)).toEqual({ numbers: Array.from({ length: 20 }, (_, n) => n), sentence: 'All of them were asked for.' });
  });

  test('of many has those in doubt first, and the others spread over the range', () => {
    const { numbers, sentence } = chosenOf(86_400, [5, 70_000]);
    expect(numbers.slice(0, 2)).toEqual([5, 70_000]);
    const spread = numbers.slice(2);
    expect(spread).toHaveLength(50);
    expect(spread[0]).toBe(0);
    const gaps = spread.slice(1).map((n, at) => n - (spread[at] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(3000);
    expect(Math.min(...gaps)).toBeGreaterThan(1000);
    expect(spread.at(-1)).toBeGreaterThan(84_000);
    expect(sentence).toBe('Asked for: 2 of 2 in doubt, and 50 spread over the range.');
  });

  test('has each pulse once, and of a thousand in doubt the first', () => {
    const { numbers, sentence } = chosenOf(
      1000,
      Array.from({ length: 1000 }, (_, n) => n),
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(sentence).toContain('50 of 1000 in doubt');
  });
});
