import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import type { TestRequest } from '../../core/contract/test-capture.ts';
import type { Observation, ObserveRequest } from '../../core/intake/observe.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import { planTest } from '../../core/test-capture/plan-test.ts';
import { watchSources } from '../../core/test-capture/watch-sources.ts';

const topic = { kind: 'kafka', topic: 'shared' } as const;
const request: TestRequest = {
  devices: ['A'],
  sources: [topic],
  pulses: { kind: 'laser' },
  until: { pulses: 1 },
  upload: false,
  by: 'Ann',
};

function message(sourceName: string | null, change: Partial<Observation> = {}): Observation {
  return {
    ...{ kind: 'kafka', name: 'shared', sourceName, key: null, timeNs: 1n, matchedNs: 1n, pulseId: null, arrivedNs: 2n, bytes: 8 },
    ...{ value: { kind: 'number', dtype: 'float64', shape: [] }, units: null, severity: null, trouble: null, ...change },
  };
}

/** Answers these one after another, then nothing more. */
function watching(answers: (Observation[] | Error)[], sourceName: string | null) {
  const { setup } = parseWholeSettings({
    name: 't',
    dataFolder: '/nowhere',
    sources: { kafka: { brokers: ['localhost:9'] } },
    pulseSource: { kind: 'kafka', topic: 'pulses' },
    metadata: { activeArea: { kind: 'fixed', value: 'EA1' }, activeExperiment: { kind: 'fixed', value: '1' } },
    devices: sourceName === null ? [] : [{ name: 'A', channels: [{ name: 'A', type: 'scalar', source: { ...topic, sourceName } }] }],
  });
  const plan = planTest(
    sourceName === null ? { ...request, devices: [], sources: [topic, { kind: 'archiver', pv: 'P' }] } : request,
    setup,
  );
  const asked: ObserveRequest[] = [];
  const notes: string[] = [];
  const watch = watchSources(plan, {
    clock: { ...systemClock, sleep: () => new Promise((resolve) => setImmediate(resolve)) },
    note: (sentence) => notes.push(sentence),
    intake: {
      observe: async (wanted) => {
        asked.push(wanted);
        const answer = answers.shift() ?? [];
        if (answer instanceof Error) throw answer;
        return { observations: answer, cursor: { offsets: {}, times: {} }, troubles: [], isMore: answers.length > 0 };
      },
    },
  });
  onTestFinished(() => watch.stop());
  const counts = () => plan.tallies.map(({ channel, count, troubles }) => [channel, count, troubles.count]);
  return { watch, asked, notes, counts };
}

test('each source of a topic that is looked at as a whole is told apart, whether the settings know it or not', async () => {
  const known = watching([[message('a'), message('b'), message('b')]], 'a');
  await known.watch.caughtUp(new AbortController().signal);
  expect(known.counts()).toEqual([
    ['A', 1, 0],
    ['shared: b', 2, 0],
  ]);
  const unknown = watching([[message('a')], [message('b'), message('a')]], null);
  await unknown.watch.caughtUp(new AbortController().signal);
  expect(unknown.counts()).toEqual([
    ['shared', 2, 0],
    ['P', 0, 0],
    ['shared: b', 1, 0],
  ]);
});

test('a message that cannot be read may be anybody’s of its topic, and is not lost from sight', async () => {
  const { watch, counts } = watching([[message('a'), message(null, { value: null, trouble: 'It is no FlatBuffer.' })]], 'a');
  await watch.caughtUp(new AbortController().signal);
  expect(counts()).toEqual([['A', 2, 1]]);
});

test('PVs are asked for at the beginning, once in a while, and for the end; topics all the time', async () => {
  const { watch, asked } = watching([[], [], [], []], null);
  await watch.begun;
  await expect.poll(() => asked.length).toBeGreaterThan(4);
  expect(asked.map(({ pvs }) => pvs.length).filter((count) => count > 0)).toEqual([1]);
  await watch.caughtUp(new AbortController().signal);
  expect(asked.filter(({ pvs }) => pvs.length > 0).length).toBeGreaterThan(1);
});

test('a failure is said, and what comes later is seen; who waits for all of it is let go by a stop', async () => {
  const { watch, notes, counts } = watching([new Error('No broker answers.'), [message('a')]], 'a');
  await watch.begun;
  await expect.poll(counts).toEqual([['A', 1, 0]]);
  expect(notes).toEqual(['No broker answers.']);
  await watch.stop();
  await watch.stop();
  await watch.caughtUp(AbortSignal.abort());
});
