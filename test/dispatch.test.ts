import { describe, expect, test } from 'vitest';
import type { Exporter } from '../core/contract/api.ts';
import { commands } from '../core/contract/commands.ts';
import { ExporterError } from '../core/contract/errors.ts';
import type { ManifestFacts } from '../core/contract/manifest.ts';
import { createDispatch } from '../core/dispatch.ts';
import { noGroupCommands } from '../core/group/no-group.ts';
import { lookingStub } from './looking-stub.ts';

const calls: { command: string; request: unknown }[] = [];
const noted = (command: string) => async (request: unknown) => {
  calls.push({ command, request });
  return { captureId: '1', pulses: 1 };
};
const manifest: ManifestFacts = {
  ...{ gateway: 'gateway.example', state: 'current', at: null, id: null, channelsKnown: 1, checked: 1, refused: 0, cautions: 0 },
  ...{ findings: [], sentence: 'The channel would be taken.', failure: null },
};
const nothing = (command: string) => async (request: unknown) => void calls.push({ command, request });
const exporter: Exporter = {
  ...{ captureNow: noted('captureNow'), capturePulse: noted('capturePulse'), captureRange: noted('captureRange') },
  ...{ startSchedule: nothing('startSchedule'), stopSchedule: nothing('stopSchedule'), setMetadata: nothing('setMetadata') },
  ...{ takeOutOfService: nothing('takeOutOfService'), returnToService: nothing('returnToService'), setFault: nothing('setFault') },
  ...noGroupCommands,
  ...{ retryUpload: nothing('retryUpload'), holdUploads: nothing('holdUploads'), releaseUploads: nothing('releaseUploads') },
  ...{
    sendWithout: nothing('sendWithout'),
    acknowledge: nothing('acknowledge'),
    async checkManifest(request) {
      calls.push({ command: 'checkManifest', request });
      return manifest;
    },
    listUploads: async () => [],
    async searchCaptures(request) {
      calls.push({ command: 'searchCaptures', request });
      return { captures: [], total: 0, before: null };
    },
    recentEvents: async () => [],
    searchTopics: async () => ({ topics: [], beyond: 0 }),
    searchPvs: async () => ({ pvs: [], isMore: false, unlisted: null }),
    peek: async () => ({ at: null, newest: null, why: null }),
    deviceStats: async () => ({ pulses: 0, isMore: false, channels: [] }),
    ...lookingStub,
    deviceValues: async () => ({ pulses: 0, isMore: false, channels: [] }),
    listNotes: async () => [],
    reportDay: () => Promise.reject(new Error('There is none.')),
    getUpload: () => Promise.reject(new Error('There is none.')),
  },
  listCaptures: () => Promise.reject(new ExporterError('JOURNAL_FAILED', 'The journal is gone.')),
  getCapture: () => {
    throw new TypeError('not even a promise');
  },
  subscribe: () => () => undefined,
};
const dispatch = createDispatch(exporter);
const badRequest = { ok: false, failure: { code: 'BAD_REQUEST' } };

describe('a command nobody knows is refused', () => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  test.each([
    ...['', 'nonsense', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'subscribe', 'stop', 'x'.repeat(1_000_000)],
    ...[undefined, null, 7, 10n, Symbol('captureNow'), ['captureNow'], { captureNow: true }, circular, () => 'captureNow'],
  ])('%#', async (command) => {
    const result = await dispatch(command, {});
    expect(result).toMatchObject(badRequest);
    expect(JSON.stringify(result).length).toBeLessThan(1000);
  });
});

describe('a request that is wrong is refused and reaches nobody', () => {
  const by = 'Ann';
  test.each([
    ...commands.flatMap((command) => [undefined, null, 7, 'text', [], { nonsense: 1 }].map((request) => ({ command, request }))),
    { command: 'captureNow', request: { waitForEnd: 'yes' } },
    ...['', '-1', '1.5', '0x10', ' 1', '18446744073709551616', '9'.repeat(100_000), 5, 5n].map((pulseId) => ({
      command: 'capturePulse',
      request: { pulseId },
    })),
    { command: 'capturePulse', request: { pulseId: '1', timestampNs: '9223372036854775808' } },
    { command: 'captureRange', request: {} },
    { command: 'captureRange', request: { fromPulseId: '1' } },
    { command: 'captureRange', request: { fromPulseId: '1', toNs: '2' } },
    { command: 'captureRange', request: { fromPulseId: '1', toPulseId: '2', fromNs: '1', toNs: '2' } },
    { command: 'startSchedule', request: { schedule: { kind: 'seconds', every: 0 } } },
    { command: 'startSchedule', request: { schedule: { kind: 'seconds', every: Number.NaN } } },
    { command: 'startSchedule', request: { schedule: { kind: 'never' } } },
    { command: 'setMetadata', request: { activeArea: 'x'.repeat(501), by } },
    { command: 'setMetadata', request: { activeArea: 'EA1' } },
    { command: 'takeOutOfService', request: { device: 'D', reason: '', by } },
    { command: 'takeOutOfService', request: { device: 'D', reason: 'r', by, until: 'tomorrow' } },
    { command: 'returnToService', request: { device: '', by } },
    { command: 'setFault', request: { fault: 'dead-camera', on: 'yes' } },
    { command: 'listCaptures', request: { limit: 0 } },
    { command: 'listCaptures', request: { limit: 1001 } },
    { command: 'getCapture', request: { captureId: 'x'.repeat(41) } },
    ...[
      ...[{}, { limit: 501 }, { limit: 1, text: '12a' }, { limit: 1, pulseId: '18446744073709551616' }, { limit: 1, fromNs: 'now' }],
      ...[
        { limit: 1, verdicts: [] },
        { limit: 1, verdicts: ['good'] },
        { limit: 1, channel: '' },
        { limit: 1, uploads: ['lost'] },
      ],
      { limit: 1, channel: 'A', outcomes: ['captured'] },
    ].map((request) => ({ command: 'searchCaptures', request })),
    { command: 'getUpload', request: { captureId: 'x'.repeat(41) } },
    { command: 'listUploads', request: { limit: 1001 } },
    { command: 'listUploads', request: { limit: 1, states: [] } },
    { command: 'listUploads', request: { limit: 1, states: ['lost'] } },
    { command: 'sendWithout', request: { captureId: '1', channels: 'CAM-1', by } },
    { command: 'sendWithout', request: { captureId: '1', channels: [''], by } },
    { command: 'sendWithout', request: { captureId: '1', channels: ['CAM-1'], by: '' } },
    { command: 'becomeLeader', request: {} },
    { command: 'pin', request: { devices: [], exporter: 'laser-1', by } },
    { command: 'testConnection', request: { settings: {}, connection: 'printer' } },
    { command: 'testConnection', request: { connection: 'kafka', host: 'elsewhere' } },
    { command: 'pin', request: { devices: ['D'], exporter: 'laser 1', by } },
    { command: 'unpin', request: { devices: ['D'], exporter: 'laser-1', by } },
    { command: 'previewPlan', request: { pins: { D: 'no/name' } } },
    { command: 'applyPlan', request: { pins: { D: null } } },
  ])('$command $request', async ({ command, request }) => {
    calls.length = 0;
    const result = await dispatch(command, request);
    expect(result).toMatchObject(badRequest);
    expect(calls).toEqual([]);
  });

  test('with a hundred thousand wrong keys, in a sentence of bounded length', async () => {
    const request = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key-${n}`, n]));
    const result = await dispatch('captureNow', request);
    expect(result).toMatchObject(badRequest);
    expect(JSON.stringify(result).length).toBeLessThan(5000);
  });

  test('whose reading throws', async () => {
    const trap = {
      get pulseId(): string {
        throw new Error('trap');
      },
    };
    expect(await dispatch('capturePulse', trap)).toMatchObject({ ok: false });
  });
});

test('a right request reaches its command as it is', async () => {
  calls.length = 0;
  const request = { pulseId: '18446744073709551615', timestampNs: '9223372036854775807', waitForEnd: true };
  expect(await dispatch('capturePulse', request)).toEqual({ ok: true, value: { captureId: '1', pulses: 1 } });
  expect(calls).toEqual([{ command: 'capturePulse', request }]);
});

test.each([{}, { settings: { name: 'a', devices: [] } }])('a manifest is checked with settings and without: %o', async (request) => {
  calls.length = 0;
  expect(await dispatch('checkManifest', request)).toEqual({ ok: true, value: manifest });
  expect(calls).toEqual([{ command: 'checkManifest', request }]);
});

test.each(['becomeLeader', 'leaveGroup', 'joinGroup'])('outside a group %s is refused with what to do', async (command) => {
  expect(await dispatch(command, { by: 'Ann' })).toMatchObject({ ok: false, failure: { code: 'NO_GROUP', message: /settings/ } });
});

test('an own key __proto__ is a wrong key', async () => {
  const request: unknown = JSON.parse('{ "__proto__": { "waitForEnd": true } }');
  expect(await dispatch('captureNow', request)).toMatchObject(badRequest);
});

test('what a command fails with comes as data, with its code', async () => {
  expect(await dispatch('listCaptures', { limit: 1 })).toEqual({
    ok: false,
    failure: { code: 'JOURNAL_FAILED', message: 'The journal is gone.' },
  });
  expect(await dispatch('getCapture', { captureId: '1' })).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } });
});

test('what was told lately is asked for with nothing else', async () => {
  expect(await dispatch('recentEvents', {})).toEqual({ ok: true, value: [] });
  expect(await dispatch('recentEvents', { limit: 5 })).toMatchObject(badRequest);
});
