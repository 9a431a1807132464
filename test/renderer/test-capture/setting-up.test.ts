import { describe, expect, test } from 'vitest';
import { testRequests } from '../../../core/request-schemas.ts';
import { areasOf, toggled } from '../../../renderer/test-capture/choices.ts';
import { type Draft, draftFrom, firstDraft, requestOf, wrongIn } from '../../../renderer/test-capture/draft.ts';
import { presentRate, whyNotStarted, willHappen } from '../../../renderer/test-capture/says.ts';
import { device, threeDevices } from '../states.ts';
import { summary } from './found.ts';

const asked = requestOf({ ...firstDraft, devices: ['CAM-1', 'WFS'] }, new Set(['CAM-1', 'WFS', 'CAM-2']));
const free = { running: null, isWrong: false, isOnLine: true };

describe('what a test would do', () => {
  test('is said before it begins: how much, how long, where to, and that nothing is uploaded', () => {
    expect(willHappen(asked, threeDevices, 3000)).toBe(
      '3 channels of 2 devices over 100 pulses, about 5 min at the present rate; into a folder of its own in test-captures; nothing is uploaded.',
    );
  });

  test('where the rate is not known no time is promised', () => {
    expect(willHappen(asked, threeDevices, null)).toContain('over 100 pulses, as long as they take to come;');
  });

  test('by hand from the clock, for some seconds, on topics, and uploaded', () => {
    const request = {
      ...asked,
      ...{ devices: [], sources: [{ kind: 'kafka' as const, topic: 'x' }], upload: true, until: { seconds: 60 } },
      pulses: { kind: 'clock' as const, everyMs: 500 },
    };
    expect(willHappen(request, threeDevices, 3000)).toBe(
      'everything on 1 topic or PV over 60 s, about 120 pulses, made by hand every 500 ms; into a folder of its own in test-captures; its files are uploaded to the Gateway.',
    );
  });

  test('the rate is that of the newest test with the laser, else that of the captures, else unknown', () => {
    const clock = { ...summary().request, pulses: { kind: 'clock' as const, everyMs: 10 } };
    expect(presentRate([summary({ request: clock }), summary()], { kind: 'manual' }, [])).toBe(3000);
    const pulses = ['12000000000', '6000000000', '0'];
    expect(presentRate([], { kind: 'pulses', every: 2 }, pulses)).toBe(3000);
    expect(presentRate([], { kind: 'seconds', every: 2 }, pulses)).toBeNull();
  });

  test('it does not begin without anything to capture, beside another, or with a wrong number', () => {
    expect(whyNotStarted(asked, threeDevices, free)).toBeNull();
    expect(whyNotStarted({ ...asked, devices: [] }, threeDevices, free)).toContain('Choose devices');
    expect(whyNotStarted(asked, threeDevices, { ...free, running: summary() })).toContain('One test runs at a time');
    expect(whyNotStarted(asked, threeDevices, { ...free, isWrong: true })).toContain('number');
    expect(whyNotStarted(asked, threeDevices, { ...free, isOnLine: false })).toContain('line');
    const large = device(
      'LARGE',
      'FE',
      Array.from({ length: 2001 }, (_, at) => `L-${at}`),
    );
    expect(whyNotStarted({ ...asked, devices: ['LARGE'] }, [large], free)).toContain('at most 2000');
  });
});

describe('what was chosen', () => {
  test('is remembered, but for the upload, which is decided each time', () => {
    const draft = {
      ...firstDraft,
      ...{ devices: ['CAM-1'], sources: [{ kind: 'archiver' as const, pv: 'A:B' }], pulses: 'clock' as const, count: '7', upload: true },
    };
    expect(draftFrom(JSON.parse(JSON.stringify(draft)))).toEqual({ ...draft, upload: false });
  });

  test('what is not understood of it is as at first', () => {
    expect(draftFrom({ devices: [1, 'A'], sources: [{ kind: 'x' }, null], count: '-1', until: 'ever', everyMs: {} })).toEqual({
      ...firstDraft,
      devices: ['A'],
    });
    expect(draftFrom('nonsense')).toEqual(firstDraft);
  });

  test('leaves out devices that the settings do not have any more', () => {
    expect(requestOf({ ...firstDraft, devices: ['CAM-1', 'GONE'] }, new Set(['CAM-1'])).devices).toEqual(['CAM-1']);
  });

  test('a number is checked only where it counts', () => {
    expect(wrongIn({ ...firstDraft, count: '0', seconds: 'x', everyMs: '1' })).toEqual({ count: 'From 1 to 10000 pulses.' });
    expect(wrongIn({ ...firstDraft, until: 'seconds', seconds: '90000', pulses: 'clock', everyMs: '1' })).toEqual({
      seconds: 'From 1 to 86400 seconds.',
      everyMs: 'From 50 to 3600000 ms.',
    });
  });

  test('devices are found by name, area or channel, and stand by area', () => {
    expect(areasOf(threeDevices, '').map(({ name, devices }) => [name, devices.length])).toEqual([
      ['FE', 2],
      ['CM', 1],
    ]);
    expect(areasOf(threeDevices, 'coef cm')[0]?.devices[0]?.name).toBe('WFS');
    expect(areasOf(threeDevices, 'nothing')).toEqual([]);
  });

  test('all of an area go in at once, and out where all were in', () => {
    expect(toggled(['A', 'X'], ['A', 'B'])).toEqual(['A', 'X', 'B']);
    expect(toggled(['A', 'X', 'B'], ['A', 'B'])).toEqual(['X']);
  });
});

test('what the form takes the exporter takes, to the shortest time between pulses made by hand', () => {
  for (const [everyMs, isRight] of [
    ['50', true],
    ['49', false],
    ['3600000', true],
  ] as const) {
    const draft: Draft = { ...firstDraft, devices: ['A'], pulses: 'clock', everyMs };
    expect('everyMs' in wrongIn(draft)).toBe(!isRight);
    expect(testRequests.startTest.safeParse({ ...requestOf(draft, new Set(['A'])), by: 'Ann' }).success).toBe(isRight);
  }
});
