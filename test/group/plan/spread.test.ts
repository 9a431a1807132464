import { expect, test } from 'vitest';
import { loadsOf, movesBetween } from '../../../core/group/plan/loads.ts';
import { ownersOf, type Shares } from '../../../core/group/plan/owners.ts';
import { spread } from '../../../core/group/plan/spread.ts';
import type { Weights } from '../../../core/group/plan/weights.ts';
import { randomOf } from '../../fakes/random.ts';
import { type Facility, facilityOf, named, shuffled, weighing } from './facility.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const afresh = (facility: Facility) => spread({ ...facility, previous: {} });
const worst = (shares: Shares, weights: Weights) => Math.max(...loadsOf(shares, weights).map(({ ms }) => ms));
const equal = (count: number) => new Map(named('device', count).map((device) => [device, weighing(1)]));

/** One exporter fewer, and then all again. */
function lossAndReturn(facility: Facility) {
  const before = afresh(facility);
  const fewer = { ...facility, exporters: facility.exporters.slice(1) };
  const lost = spread({ ...fewer, previous: before });
  const back = spread({ ...facility, previous: lost });
  return { before, fewer, lost, back };
}

test('every device goes to exactly one exporter, whoever joins and leaves', () => {
  for (const seed of seeds) {
    const facility = facilityOf(randomOf(seed));
    const { before, lost, back } = lossAndReturn(facility);
    for (const shares of [before, lost, back]) expect(Object.values(shares).flat().sort(), `${seed}`).toEqual(facility.devices.toSorted());
    expect(Object.keys(back).sort()).toEqual(facility.exporters.toSorted());
  }
});

test('a pin holds while its exporter is there, and again when it is back', () => {
  for (const seed of seeds) {
    const facility = facilityOf(randomOf(seed));
    const { before, lost, back } = lossAndReturn(facility);
    const [gone] = facility.exporters;
    for (const [device, exporter] of Object.entries(facility.pins)) {
      expect(ownersOf(before).get(device)).toBe(exporter);
      expect(ownersOf(back).get(device)).toBe(exporter);
      if (exporter === gone) expect(ownersOf(lost).get(device)).not.toBe(exporter);
      else expect(ownersOf(lost).get(device)).toBe(exporter);
    }
  }
});

test('keeping devices where they are costs at most 5 percent of balance', () => {
  for (const seed of seeds) {
    const facility = facilityOf(randomOf(seed));
    const { before, fewer, lost, back } = lossAndReturn(facility);
    expect(worst(lost, facility.weights), `${seed}`).toBeLessThanOrEqual(1.051 * worst(afresh(fewer), facility.weights));
    expect(worst(back, facility.weights), `${seed}`).toBeLessThanOrEqual(1.051 * worst(before, facility.weights));
  }
});

test('a plan made afresh is at most a third above the least any plan could have', () => {
  for (const seed of seeds) {
    const facility = { ...facilityOf(randomOf(seed)), pins: {} };
    const loads = [...facility.weights.values()].map(({ ms }) => ms);
    const least = Math.max(...loads, loads.reduce((whole, ms) => whole + ms, 0) / facility.exporters.length);
    expect(worst(afresh(facility), facility.weights), `${seed}`).toBeLessThanOrEqual((4 / 3) * least + Math.max(...loads) / 3);
  }
});

test('the same devices, exporters and plan in another order give the same plan', () => {
  for (const seed of seeds) {
    const random = randomOf(seed);
    const facility = facilityOf(random);
    const { lost, back } = lossAndReturn(facility);
    const mixed = shuffled(Object.entries(lost), random).map(([name, devices]): [string, string[]] => [name, shuffled(devices, random)]);
    const devices = shuffled(facility.devices, random);
    const exporters = shuffled(facility.exporters, random);
    const pins = Object.fromEntries(shuffled(Object.entries(facility.pins), random));
    expect(spread({ devices, exporters, pins, weights: facility.weights, previous: Object.fromEntries(mixed) })).toEqual(back);
  }
});

test('a plan that is asked for again stays as it is', () => {
  for (const seed of seeds) {
    const facility = facilityOf(randomOf(seed));
    const { back } = lossAndReturn(facility);
    expect(spread({ ...facility, previous: back }), `${seed}`).toEqual(back);
  }
});

test('when one of many leaves, its devices move and few others', () => {
  const weights = equal(150);
  const facility = { devices: [...weights.keys()], exporters: named('exporter', 6), pins: {}, weights };
  const { before, lost, back } = lossAndReturn(facility);
  const moved = movesBetween(before, lost);
  expect(moved.map(({ from }) => from)).toEqual(Array(25).fill('exporter-0'));
  const returned = movesBetween(lost, back);
  expect(new Set(returned.map(({ to }) => to))).toEqual(new Set(['exporter-0']));
  expect(returned.length).toBeLessThanOrEqual(25);
  expect(back['exporter-0']?.length).toBeGreaterThanOrEqual(20);
});

test('on a large facility of cameras and numbers a loss moves at most its devices and as many again', () => {
  const random = randomOf(3);
  const devices = named('device', 3000);
  const weights = new Map(devices.map((device) => [device, weighing(random() < 0.13 ? 10 + random() * 20 : 0.5 + random())]));
  const facility = { devices, exporters: named('exporter', 64), pins: {}, weights };
  const { before, lost, back } = lossAndReturn(facility);
  expect(movesBetween(before, lost).length).toBeLessThanOrEqual(2 * (before['exporter-0']?.length ?? 0));
  expect(movesBetween(lost, back).length).toBeLessThanOrEqual(50);
});

test('two that are out of balance exchange two devices, and the third keeps its own', () => {
  const weights = new Map([5, 6, 7, 10, 14].map((ms) => [`of-${ms}`, weighing(ms)]));
  const previous = { a: ['of-5', 'of-6'], b: ['of-10', 'of-7'], c: ['of-14'] };
  const shares = spread({ devices: [...weights.keys()], exporters: ['a', 'b', 'c'], pins: {}, previous, weights });
  expect(movesBetween(previous, shares)).toHaveLength(2);
  expect(shares.c).toEqual(['of-14']);
  expect(worst(shares, weights)).toBe(15);
});

test('one that joins many gets its share, though none of them had too much', () => {
  const weights = equal(640);
  const devices = [...weights.keys()];
  const before = spread({ devices, exporters: named('exporter', 40), pins: {}, previous: {}, weights });
  const after = spread({ devices, exporters: named('exporter', 41), pins: {}, previous: before, weights });
  expect(after['exporter-40']?.length).toBeGreaterThanOrEqual(12);
});

test('an exporter full of pins gets nothing else, and the others share evenly', () => {
  const weights = equal(30);
  const devices = [...weights.keys()];
  const pins = Object.fromEntries(devices.slice(0, 20).map((device) => [device, 'exporter-0']));
  const previous = { 'exporter-0': devices.slice(0, 20), 'exporter-1': devices.slice(20) };
  const shares = spread({ devices, exporters: named('exporter', 3), pins, previous, weights });
  expect(Object.values(shares).map(({ length }) => length)).toEqual([20, 5, 5]);
});

test('heavy devices count as what they weigh', () => {
  const weights = new Map([...equal(10), ['camera', weighing(10)] as const]);
  const shares = spread({ devices: [...weights.keys()], exporters: ['a', 'b'], pins: {}, previous: {}, weights });
  expect(shares).toEqual({ a: ['camera'], b: named('device', 10) });
});

test('without exporters nobody has anything; without weights each counts the same', () => {
  expect(spread({ devices: ['a'], exporters: [], pins: {}, previous: {}, weights: new Map() })).toEqual({});
  const shares = spread({ devices: ['a', 'b', 'c'], exporters: ['x', 'y'], pins: {}, previous: {}, weights: new Map() });
  expect(shares).toEqual({ x: ['a', 'c'], y: ['b'] });
  const nothing = new Map(['a', 'b', 'c'].map((device) => [device, weighing(0)]));
  expect(spread({ devices: ['a', 'b', 'c'], exporters: ['x', 'y'], pins: {}, previous: {}, weights: nothing })).toEqual(shares);
});

test('names that objects have of their own are names like others', () => {
  const devices = ['constructor', '__proto__', 'toString'];
  const shares = spread({ devices, exporters: ['constructor', 'x'], pins: {}, previous: {}, weights: new Map() });
  expect(Object.values(shares).flat().sort()).toEqual(devices.toSorted());
});
