import { expect, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { TestRequest } from '../../core/contract/test-capture.ts';
import type { Pulse } from '../../core/pulses/pulse.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { type Capturing, runTest } from '../../core/test-capture/run-test.ts';
import { pulsesOf } from './known-device.ts';

const request: TestRequest = { devices: ['A'], sources: [], pulses: { kind: 'laser' }, until: { pulses: 2 }, upload: false, by: 'Ann' };
const { setup } = parseWholeSettings({
  name: 't',
  dataFolder: '/nowhere',
  sources: { kafka: { brokers: ['localhost:9'] } },
  pulseSource: { kind: 'kafka', topic: 'pulses' },
  metadata: { activeArea: { kind: 'fixed', value: 'EA1' }, activeExperiment: { kind: 'fixed', value: '1' } },
  devices: [{ name: 'A', channels: [{ name: 'A', type: 'scalar', source: { kind: 'kafka', topic: 'a' } }] }],
});

/** `newest`: what the pulse source answers, one after another; the last again and again. */
function running(newest: (Pulse | Error)[], capturing: Partial<Capturing>) {
  const said: string[] = [];
  const taken: string[] = [];
  const test = runTest('test-1', 'test-captures/test-1', request, {
    clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 1), signal) },
    setup,
    refusalOf: () => null,
    onChanged: ({ step }) => said.push(step),
    intake: {
      observe: async () => ({ observations: [], cursor: { offsets: {}, times: {} }, troubles: [], isMore: false }),
      pulses: {
        newest: async () => {
          const answer = newest.length > 1 ? newest.shift() : newest[0];
          if (answer === undefined || answer instanceof Error) throw answer ?? new Error('There are no pulses.');
          return answer;
        },
        find: async () => Promise.reject(new Error('Not asked for here.')),
        between: async () => [],
      },
    },
    openCapturing: async () => ({
      ...{
        begin: async () => undefined,
        stopSchedule: async () => undefined,
        whenIdle: async () => undefined,
        stop: async () => undefined,
      },
      listUploads: async () => [],
      capturePulse: async ({ pulseId }) => {
        taken.push(pulseId);
        return Promise.reject(new Error('The disk is full.'));
      },
      getCapture: async () => Promise.reject(new Error('Not asked for here.')),
      ...capturing,
    }),
  });
  return { test, said, taken };
}

test('only pulses that come after it began are taken: what an older one sent was not seen', async () => {
  const { test, taken } = running(pulsesOf(3, 100), {});
  expect(await test.ended).toMatchObject({ step: 'done', pulses: 2, notes: expect.arrayContaining(['The disk is full.']) });
  expect(taken).toEqual(['5000001', '5000002']);
});

test('what becomes of a pulse in flight nobody knows yet: it is neither missed nor a gap', async () => {
  const stopped = Promise.withResolvers<never>();
  const { test, taken } = running(pulsesOf(3, 100), {
    capturePulse: async ({ pulseId }) => {
      taken.push(pulseId);
      return stopped.promise;
    },
    stopSchedule: async () => stopped.reject(new Error('It was stopped.')),
  });
  await expect.poll(() => taken).toHaveLength(1);
  expect(await test.report()).toMatchObject({ pulses: 1, found: [{ captured: { of: 0 }, gaps: { pulses: 0 } }] });
  test.stop();
  test.stop();
  expect(await test.ended).toMatchObject({ step: 'stopped', pulses: 1 });
});

test('a pulse source that fails for a while is told of and asked again; one that never answered ends it', async () => {
  const [first, second, third] = pulsesOf(3, 100);
  const some = (pulse: Pulse | undefined) => pulse ?? new Error('no pulse');
  const passing = running([some(first), new Error('No broker answers.'), some(second), some(third)], {});
  expect(await passing.test.ended).toMatchObject({ step: 'done', pulses: 2, notes: expect.arrayContaining(['No broker answers.']) });
  const never = running([new Error('No broker answers.')], {});
  expect(await never.test.ended).toMatchObject({ step: 'failed', failure: { message: expect.stringContaining('No broker answers.') } });
});

test('stopped before its first pulse it ends at once, with all steps told', async () => {
  const [first] = pulsesOf(1, 100);
  const { test, said } = running(first === undefined ? [] : [first], {});
  await expect.poll(() => said).toContain('capturing');
  test.stop();
  expect(await test.ended).toMatchObject({ step: 'stopped', pulses: 0, captured: 0 });
});
