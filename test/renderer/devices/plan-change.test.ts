import { expect, test } from 'vitest';
import type { ExporterLoad } from '../../../core/contract/group.ts';
import { furtherMoves, loadChanges, pinsBack, pinsFor, pinsLost, previewSentence } from '../../../renderer/assignments/plan-change.ts';

const load = (exporter: string, ms: number, devices = 1): ExporterLoad => ({ exporter, devices, channels: devices, bytes: ms * 1000, ms });
const plan = { version: 4, shares: { north: ['A', 'B'], south: ['C'] }, pins: { A: 'north' } };

test('taking a change back brings each pin to where it was, also where there was none', () => {
  const pins = pinsFor(['A', 'B'], 'south');
  expect(pins).toEqual({ A: 'south', B: 'south' });
  expect(pinsBack(pins, plan)).toEqual({ A: 'north', B: null });
});

test('a pin that a person set before is told where the change takes it away or moves it', () => {
  expect(pinsLost(pinsFor(['A', 'B'], 'south'), plan)).toEqual([{ device: 'A', exporter: 'north' }]);
  expect(pinsLost(pinsFor(['A'], null), plan)).toEqual([{ device: 'A', exporter: 'north' }]);
  expect(pinsLost(pinsFor(['A'], 'north'), plan)).toEqual([]);
});

test('each exporter stands once, before and after, also one that joins or leaves with the change', () => {
  const changes = loadChanges({ before: [load('east-10', 5), load('east-2', 7)], after: [load('east-2', 7), load('new', 5)] });
  expect(changes.map(({ exporter, before, after, changes: is }) => [exporter, before.ms, after.ms, is])).toEqual([
    ['east-2', 7, 7, false],
    ['east-10', 5, 0, true],
    ['new', 0, 5, true],
  ]);
});

test('the sentence is about the busiest exporter, for a pulse is there when the slowest is ready', () => {
  const moves = [{ device: 'A', from: 'north', to: 'south' }];
  const before = [load('north', 400), load('south', 100)];
  expect(previewSentence({ before, after: [load('north', 150), load('south', 350)], moves })).toBe(
    'The busiest exporter goes from 400 ms (north) to 350 ms (south) a pulse.',
  );
  expect(previewSentence({ before, after: [load('north', 200), load('south', 100)], moves })).toBe(
    'The busiest exporter, north, goes from 400 ms to 200 ms a pulse.',
  );
  expect(previewSentence({ before, after: before, moves: [] })).toBe('No device changes hands.');
  expect(previewSentence({ before: [], after: [], moves })).toBe('No exporter can capture at the moment.');
});

test('devices nobody chose, and that change hands to level the load, are told', () => {
  const moves = [
    { device: 'A', from: 'north', to: 'south' },
    { device: 'C', from: 'south', to: 'north' },
  ];
  expect(furtherMoves({ before: [], after: [], moves }, new Set(['A']))).toEqual([moves[1]]);
});
