import { describe, expect, test } from 'vitest';
import { whyNotApplied, withSuggestions } from '../../../renderer/test-capture/apply.ts';
import { suggestion } from './found.ts';

const settings = {
  name: 'laser-1',
  devices: [
    { name: 'CAM-1', channels: [{ name: 'CAM-1', type: 'image', source: { kind: 'kafka', topic: 'cam-1' }, match: { kind: 'pulse-id' } }] },
    {
      name: 'WFS',
      channels: [
        { name: 'WFS-IMG', type: 'image', settleMs: 1000, source: { kind: 'kafka', topic: 'wfs' } },
        { name: 'WFS-COEF', type: 'vector', units: 'nm', source: { kind: 'archiver', pv: 'WFS:COEF' } },
      ],
    },
  ],
};

describe('suggestions in the settings', () => {
  test('each goes to its channel and its field; nothing else changes, and the settings before stay as they were', () => {
    const before = structuredClone(settings);
    const { settings: after, changes } = withSuggestions(settings, [
      suggestion('CAM-1', { field: 'match', value: { kind: 'nearest', toleranceMs: 40 } }),
      suggestion('CAM-1', { field: 'dimensionOrder', value: 'x-first' }),
      suggestion('WFS-IMG', { value: 3000 }),
      suggestion('WFS-COEF', { field: 'clockOffsetMs', value: -250 }),
      suggestion('WFS-COEF', { field: 'type', value: 'waveform' }),
    ]);
    expect(settings).toEqual(before);
    const [cam, wfs] = structuredClone(settings).devices;
    expect(after).toEqual({
      name: 'laser-1',
      devices: [
        {
          ...cam,
          channels: [
            {
              ...cam?.channels[0],
              match: { kind: 'nearest', toleranceMs: 40 },
              source: { kind: 'kafka', topic: 'cam-1', dimensionOrder: 'x-first' },
            },
          ],
        },
        {
          ...wfs,
          channels: [
            { ...wfs?.channels[0], settleMs: 3000 },
            { ...wfs?.channels[1], clockOffsetMs: -250, type: 'waveform' },
          ],
        },
      ],
    });
    expect(changes.map(({ path, before: was }) => [path, was])).toEqual([
      ['devices[0].channels[0].match', { kind: 'pulse-id' }],
      ['devices[0].channels[0].source.dimensionOrder', null],
      ['devices[1].channels[0].settleMs', 1000],
      ['devices[1].channels[1].clockOffsetMs', null],
      ['devices[1].channels[1].type', 'vector'],
    ]);
  });

  test('what is there now is told as it stands in the settings, whatever it was at the time of the test', () => {
    expect(withSuggestions(settings, [suggestion('WFS-IMG', { now: 500 })]).changes[0]?.before).toBe(1000);
  });

  test('of a channel that is not there any more nothing is changed, and that is told', () => {
    const gone = suggestion('GONE');
    expect(withSuggestions(settings, [gone])).toEqual({ settings, changes: [], strange: [gone] });
  });

  test('cannot be applied in the simulated facility, by a follower, or while a test runs', () => {
    expect(whyNotApplied(null, false)).toContain('simulated facility');
    expect(whyNotApplied({ name: 'f', group: {} }, false)).toContain('leader');
    expect(whyNotApplied(settings, true)).toContain('end of the test');
    expect(whyNotApplied(settings, false)).toBeNull();
  });
});
