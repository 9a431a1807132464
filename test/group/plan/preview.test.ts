import { expect, test } from 'vitest';
import { ExporterError } from '../../../core/contract/errors.ts';
import type { PlanChange } from '../../../core/contract/group.ts';
import { loadsOf, movesBetween } from '../../../core/group/plan/loads.ts';
import { previewOf } from '../../../core/group/plan/preview.ts';
import { weighing } from './facility.ts';

const weights = new Map([
  ['camera', weighing(15)],
  ['trace', weighing(2)],
  ['gauge', weighing(1)],
]);
const devices = [...weights.keys()];
const current = { a: ['camera'], b: ['gauge', 'trace'] };
const asked = (change: PlanChange, pins: Record<string, string> = {}) =>
  previewOf({ current, pins, change, exporters: ['a', 'b'], devices, weights });

function refusal(change: PlanChange): ExporterError {
  try {
    asked(change);
  } catch (error) {
    if (error instanceof ExporterError) return error;
  }
  throw new Error('It was not refused.');
}

test('a preview shows the loads before and after, and what moves', () => {
  const { preview, shares, pins } = asked({ pins: { camera: 'b' } });
  expect(pins).toEqual({ camera: 'b' });
  expect(shares.b).toContain('camera');
  expect(preview.before).toEqual(loadsOf(current, weights));
  expect(preview.after).toEqual(loadsOf(shares, weights));
  expect(preview.moves).toEqual(movesBetween(current, shares));
  expect(preview.moves).toContainEqual({ device: 'camera', from: 'a', to: 'b' });
});

test('null takes a pin back; other pins stay', () => {
  const { pins } = asked({ pins: { camera: null } }, { camera: 'b', gauge: 'a' });
  expect(pins).toEqual({ gauge: 'a' });
});

test('the pin of a device that is no longer in the settings can be taken back', () => {
  expect(asked({ pins: { gone: null } }, { gone: 'a' }).pins).toEqual({});
});

test('a change that changes nothing moves nothing', () => {
  expect(asked({}).preview.moves).toEqual([]);
});

test('a device or exporter that is not there is refused by name', () => {
  const device = refusal({ pins: { camra: 'a' } });
  expect(device).toMatchObject({ code: 'NOT_FOUND', facts: { device: 'camra' } });
  expect(device.message).toContain('camra');
  const exporter = refusal({ pins: { camera: 'c' } });
  expect(exporter).toMatchObject({ code: 'NOT_FOUND', facts: { exporter: 'c', device: 'camera' } });
  expect(exporter.message).toMatch(/camera cannot be pinned to c: .* a, b\.$/);
  expect(refusal({ pins: { stranger: null } }).facts).toEqual({ device: 'stranger' });
});
