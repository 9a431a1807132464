import { expect, onTestFinished, test } from 'vitest';
import { type Clock, systemClock } from '../../core/clock.ts';
import { ExporterError, type FailureCode } from '../../core/contract/errors.ts';
import { startSimulatedGateway } from '../../core/simulation/gateway/server.ts';
import { defaultUser } from '../../core/simulation/gateway/users.ts';
import { type ManifestWatch, type ManifestWatchPorts, watchManifest } from '../../core/upload/manifest-watch.ts';
import type { Manifest } from '../../core/upload/port.ts';
import { manifest as simulatedManifest } from '../simulation/gateway-client.ts';
import { quickClock } from './quick-clock.ts';
import { clientOf, password } from './server.ts';

const manifest: Manifest = { id: '1', channels: new Map() };

/** A watch over a Gateway that answers as given; time passes as soon as somebody waits for it. */
function stage(ask: (nth: number, signal: AbortSignal) => Manifest | Promise<Manifest>, refreshMs = 600_000, clock: Clock = quickClock()) {
  const askedMs: number[] = [];
  const waiting = new Set<() => void>();
  let fetched = 0;
  const ports: ManifestWatchPorts = {
    ...{ clock, refreshMs, random: () => 1 },
    gateway: {
      async manifest(signal) {
        askedMs.push(clock.monotonicMs());
        return ask(askedMs.length, signal);
      },
    },
    onFetched() {
      fetched += 1;
      for (const look of waiting) look();
    },
  };
  const watch: ManifestWatch = watchManifest(ports);
  onTestFinished(() => watch.stop());
  const until = (there: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!there()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  const gaps = () => askedMs.slice(1).map((ms, n) => ms - (askedMs[n] ?? 0));
  return { watch, until, gaps, fetched: () => fetched };
}

const failing = (code: FailureCode): never => {
  throw new ExporterError(code, 'It is so.');
};

test('the manifest is fetched at the start and then as often as asked for', async () => {
  const { until, fetched, gaps, watch } = stage(() => manifest);
  await until(() => fetched() === 3);
  expect(gaps().slice(0, 2)).toEqual([600_000, 600_000]);
  expect(watch.known()).toMatchObject({ fetched: { manifest }, failure: null });
});

test('after a failure it is asked for again, less and less often, and the last good one stays', async () => {
  const { until, fetched, gaps, watch } = stage((nth) => (nth === 1 || nth > 5 ? manifest : failing('GATEWAY_TIMEOUT')));
  await until(() => watch.known().failure !== null);
  expect(watch.known()).toMatchObject({ fetched: { manifest }, failure: { code: 'GATEWAY_TIMEOUT' } });
  await until(() => fetched() === 6);
  expect(gaps().slice(0, 5)).toEqual([600_000, 5_000, 10_000, 20_000, 40_000]);
  expect(watch.known().failure).toBeNull();
});

test('what only a person can put right is asked for seldom: asking often locks accounts', async () => {
  const { until, fetched, gaps } = stage(() => failing('GATEWAY_LOGIN'));
  await until(() => fetched() === 3);
  expect(gaps().slice(0, 2)).toEqual([30_000, 60_000]);
});

test('one fetch is under way at a time, and whoever asks meanwhile has its answer', async () => {
  const first = Promise.withResolvers<Manifest>();
  let asked = 0;
  const { watch, fetched } = stage(() => {
    asked += 1;
    return first.promise;
  });
  const both = [watch.fetch(), watch.fetch()];
  first.resolve(manifest);
  await Promise.all(both);
  expect([asked, fetched()]).toEqual([1, 1]);
});

test('stopped while the Gateway hangs, it ends at once and tells no more', async () => {
  const { watch, fetched } = stage((_, signal) => {
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new ExporterError('STOPPED', 'It was stopped.'))),
    );
  });
  await Promise.all([watch.stop(), watch.stop()]);
  await watch.fetch();
  expect([fetched(), watch.known()]).toEqual([0, { fetched: null, failure: null }]);
});

test('over HTTP: a Gateway that loses its manifest and finds it again', async () => {
  const gateway = await startSimulatedGateway({ now: Date.now, manifest: simulatedManifest, users: [{ ...defaultUser, password }] });
  onTestFinished(() => gateway.stop());
  const client = clientOf({ url: gateway.url });
  const { watch } = stage((_, signal) => client.manifest(signal), 600_000, systemClock);
  await watch.fetch();
  expect(watch.known().fetched?.manifest.channels.get('IMAGE')).toMatchObject({ type: 'image' });
  gateway.faults.set('gateway-no-manifest', true);
  await watch.fetch();
  expect(watch.known()).toMatchObject({ failure: { code: 'GATEWAY_NO_MANIFEST' }, fetched: { manifest: { id: expect.any(String) } } });
  gateway.faults.set('gateway-no-manifest', false);
  gateway.faults.set('gateway-channel-unknown', true, { channel: 'IMAGE' });
  gateway.faults.set('gateway-channel-type', true, { channel: 'S1' });
  await watch.fetch();
  const channels = watch.known().fetched?.manifest.channels;
  expect([watch.known().failure, channels?.has('IMAGE'), channels?.get('S1')?.type]).toEqual([null, false, 'vector']);
});
