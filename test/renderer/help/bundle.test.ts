import { expect, test } from 'vitest';
import type { CaptureDetails } from '../../../core/contract/api.ts';
import { ExporterError } from '../../../core/contract/errors.ts';
import { type BundlePorts, bundleName, collectBundle, type Step } from '../../../renderer/help/bundle.ts';
import { notShown, redacted } from '../../../renderer/help/redact.ts';
import { allCaptured, capture, stateWith } from '../states.ts';

const secret = 'hunter2-of-the-laser';
const at = '2026-11-22T22:35:00.000Z';
const settings = {
  name: 'laser-1',
  sources: { kafka: { brokers: ['kafka:9092'], sasl: { mechanism: 'plain', username: 'operator', password: { env: 'KAFKA_PASSWORD' } } } },
  gateway: { url: 'https://gateway.example/api', username: 'exporter', password: { file: 'gateway.secret' } },
  group: { keys: { publicKey: 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7', secretKey: { file: 'laser-1.secret' } } },
};

function ports(change: Partial<BundlePorts> = {}, commands: Partial<BundlePorts['commands']> = {}) {
  const steps: Step[] = [];
  const asked: string[] = [];
  const details = (captureId: string): CaptureDetails => ({ ...capture(Number(captureId), {}), outcomes: [] });
  const whole: BundlePorts = {
    commands: {
      getSettings: async () => ({ settings, where: 'local/settings.json', canUndo: false }),
      listCaptures: async () => [],
      async getCapture({ captureId }) {
        asked.push(captureId);
        return details(captureId);
      },
      listUploads: async () => [],
      listNotes: async () => [],
      recentEvents: async () => [],
      ...commands,
    },
    state: stateWith({ version: '1.2.3', captures: Array.from({ length: 30 }, (_, n) => capture(30 - n, allCaptured)) }),
    seen: [{ at, type: 'exporter/started', facts: {} }],
    ...{ screen: 'Chromium', at, signal: new AbortController().signal },
    onStep: (step) => steps.push(step),
    ...change,
  };
  return { ports: whole, steps, asked };
}

test('it holds what somebody far away needs: versions, settings, state, journal, verdicts, events', async () => {
  const { ports: given, steps, asked } = ports();
  const bundle = await collectBundle(given);
  expect(bundle).toMatchObject({
    ...{ exporter: 'laser-1', at, versions: { exporter: '1.2.3', screen: 'Chromium' }, captures: [], uploads: [], notes: [] },
    ...{ eventsTold: [], eventsSeen: [{ type: 'exporter/started' }], state: { name: 'laser-1' } },
    settings: { where: 'local/settings.json', settings: { sources: { kafka: { brokers: ['kafka:9092'] } } } },
  });
  expect(asked).toEqual(Array.from({ length: 20 }, (_, n) => String(30 - n)));
  expect(steps.at(0)).toEqual({ done: 0, all: 25, what: 'settings' });
  expect(steps.at(-1)).toMatchObject({ done: 25, all: 25 });
});

test('nothing in it is a secret, wherever one may have slipped in', async () => {
  const leaks = {
    getSettings: async () => ({
      settings: { ...settings, gateway: { ...settings.gateway, url: `https://exporter:${secret}@gateway.example`, password: secret } },
      where: `https://x:${secret}@store/settings`,
      canUndo: false,
    }),
    recentEvents: async () => [
      { at, type: 'source/changed', facts: { sentence: `Sent with Authorization: Bearer ${secret}`, sasl: { Password: secret } } },
      { at, type: 'x', facts: { address: `http://127.0.0.1:1/#token=${secret}`, secrets: [secret], nested: [{ api_token: secret }] } },
    ],
    listNotes: () => Promise.reject(new ExporterError('JOURNAL_FAILED', `No answer from kafka://operator:${secret}@kafka:9092`)),
  };
  const text = JSON.stringify(await collectBundle(ports({}, leaks).ports));
  expect(text).not.toContain(secret);
  expect(text).not.toContain('KAFKA_PASSWORD');
  expect(text).not.toContain('laser-1.secret');
  expect(text).not.toContain('operator');
  expect(text).toContain('gateway.example');
  expect(text).toContain(notShown);
});

test('a part that cannot be told says why, and the rest is there', async () => {
  const failing = { listCaptures: () => Promise.reject(new ExporterError('JOURNAL_FAILED', 'The journal is gone.')) };
  expect(await collectBundle(ports({}, failing).ports)).toMatchObject({
    captures: { couldNotBeTold: { code: 'JOURNAL_FAILED', message: 'The journal is gone.' } },
    uploads: [],
  });
});

test('cancelled, it asks for nothing more and is none', async () => {
  const cancel = new AbortController();
  const { ports: given, asked } = ports({ signal: cancel.signal, onStep: ({ done }) => (done === 3 ? cancel.abort() : undefined) });
  expect(await collectBundle(given)).toBeNull();
  expect(asked).toEqual([]);
});

test('counts keep their numbers, whatever their name', () => {
  expect(redacted({ tokens: 3, hasSecret: true, password: null })).toEqual({ tokens: 3, hasSecret: true, password: null });
});

test('its name says of whom and when, and can be a file of any system', () => {
  expect(bundleName('laser-1', at)).toBe('exporter-support-laser-1-20261122T223500Z.json');
  expect(bundleName('a/b: c', at)).toBe('exporter-support-a_b_c-20261122T223500Z.json');
});
