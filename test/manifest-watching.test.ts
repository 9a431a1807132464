import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../core/clock.ts';
import type { ChannelOutcome } from '../core/contract/api.ts';
import { ExporterError } from '../core/contract/errors.ts';
import type { ManifestFacts } from '../core/contract/manifest.ts';
import { createManifestWatching } from '../core/manifest-watching.ts';
import type { GatewaySettings } from '../core/settings/gateway.ts';
import { parseWholeSettings } from '../core/settings/parse-settings.ts';
import type { Gateway, Manifest } from '../core/upload/port.ts';
import { channel, sample } from './settings/sample.ts';

const gatewayAt = (host: string) => ({ url: `https://${host}`, username: 'u', password: { env: 'P' } });
const setupOf = (names: readonly string[], host = 'one') => {
  const channels = names.map((name) => channel(name, name.startsWith('CAM') ? { type: 'image' } : {}));
  const { setup } = parseWholeSettings(sample({ gateway: gatewayAt(host) }, channels));
  return { ...setup, gateway: setup.gateway ?? raise() };
};
const raise = (): GatewaySettings => {
  throw new Error('The sample names one.');
};
const knowing = (...names: string[]): Manifest => ({
  id: '1',
  channels: new Map(
    names.map((name) => [name, { name, type: name.startsWith('CAM') ? 'image' : 'scalar', units: null, historical: false, labels: null }]),
  ),
});

/** Over Gateways that answer as given, by their host. */
function stage(manifestAt: (host: string, signal: AbortSignal) => Promise<Manifest>) {
  const told: (ManifestFacts | null)[] = [];
  const closed: string[] = [];
  const looking = new Set<() => void>();
  const open = ({ url }: GatewaySettings): Gateway => ({
    manifest: (signal) => manifestAt(new URL(url).host, signal),
    ...{ submit: never, record: never, version: never },
    close: async () => void closed.push(new URL(url).host),
  });
  const watching = createManifestWatching({
    clock: systemClock,
    readSetup: () => setupOf(['A'], 'other'),
    askGateway: async (settings) => open(settings),
    feed: {
      emit(event) {
        if (event.type === 'manifest/changed') told.push(event.manifest);
        for (const look of looking) look();
      },
    },
  });
  onTestFinished(() => watching.end());
  const until = (fits: (manifest: ManifestFacts) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        const last = told.at(-1);
        if (last !== null && last !== undefined && fits(last)) resolve();
      };
      looking.add(look);
      look();
    });
  const begin = (setup: ReturnType<typeof setupOf>) => {
    watching.use(setup);
    watching.begin(open(setup.gateway), setup.gateway);
  };
  return { watching, told, closed, begin, until };
}
const never = () => Promise.reject(new Error('It is not asked for.'));

test('channels are marked as soon as the manifest is there, and judged again when the setup or a camera changes', async () => {
  const { watching, begin, until, told } = stage(async () => knowing('A', 'CAM'));
  begin(setupOf(['A', 'B', 'CAM']));
  await until(({ state }) => state === 'current');
  expect(told.map((manifest) => manifest?.state)).toEqual(['unknown', 'current']);
  expect([...watching.marks().keys()]).toEqual(['B']);
  const captured = (dtype: string): ChannelOutcome => ({
    ...{ channel: 'CAM', device: 'Camera', code: 'captured', sentence: '', pixels: { dtype, shape: [4, 4] } },
  });
  watching.seen([captured('float32')]);
  expect([...watching.marks().keys()]).toEqual(['B', 'CAM']);
  watching.seen([captured('float32')]);
  expect(told).toHaveLength(3);
  watching.seen([captured('uint16')]);
  watching.use(setupOf(['A', 'CAM']));
  expect(watching.marks().size).toBe(0);
  expect(told.at(-1)).toMatchObject({ refused: 0, checked: 2 });
});

test('while a Gateway hangs nothing waits for it: no channel is marked, and the end cuts it off', async () => {
  const { watching, begin, told } = stage(
    (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('cut off')))),
  );
  begin(setupOf(['A']));
  expect(watching.marks().size).toBe(0);
  await watching.end();
  watching.leave();
  expect(told.map((manifest) => manifest?.state ?? null)).toEqual(['unknown', null]);
});

test('without a Gateway the check is refused with what to do', async () => {
  const { watching } = stage(never);
  await expect(watching.commands.checkManifest({})).rejects.toMatchObject({ code: 'BAD_REQUEST', message: /"gateway"/ });
});

test('a Gateway that is only asked is closed again, also when it fails, and not too many are asked at once', async () => {
  const waiting = Promise.withResolvers<Manifest>();
  const { watching, closed } = stage(() => waiting.promise);
  const three = [1, 2, 3].map(() => watching.commands.checkManifest({ settings: {} }));
  await expect(watching.commands.checkManifest({ settings: {} })).rejects.toMatchObject({ code: 'BUSY' });
  waiting.reject(new ExporterError('GATEWAY_LOGIN', 'Nobody is known by that name.'));
  for (const facts of await Promise.all(three))
    expect(facts).toMatchObject({ state: 'unavailable', gateway: 'other', failure: { code: 'GATEWAY_LOGIN' } });
  expect(closed).toEqual(['other', 'other', 'other']);
});
