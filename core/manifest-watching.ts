import type { Clock } from './clock.ts';
import type { Api, ChannelOutcome } from './contract/api.ts';
import { ExporterError } from './contract/errors.ts';
import type { ManifestFacts } from './contract/manifest.ts';
import type { Feed } from './feed.ts';
import { type AskGateway, createManifestAsking } from './manifest-asking.ts';
import type { GatewaySettings } from './settings/gateway.ts';
import type { Setup } from './settings/schema.ts';
import { type JudgedChannel, judgedOfSettings } from './upload/check-manifest.ts';
import { findingsBy, manifestFacts, marksOf } from './upload/manifest-facts.ts';
import { type ManifestWatch, watchManifest } from './upload/manifest-watch.ts';
import type { Gateway } from './upload/port.ts';

export type ManifestPorts = {
  /** Checks a whole settings object, names what is wrong with it by its field, and resolves its paths. */
  readSetup(settings: unknown): Setup;
  askGateway: AskGateway;
  clock: Clock;
  feed: Pick<Feed, 'emit'>;
};

/** The channels of the setup in use, judged by the manifest of its Gateway. Nothing here is waited for by a capture. */
export type ManifestWatching = {
  begin(gateway: Gateway, settings: GatewaySettings): void;
  /** Before the Gateway is closed. */
  end(): Promise<void>;
  /** No Gateway is in use any more. */
  leave(): void;
  use(setup: Setup): void;
  /** What a capture has found may change what the Gateway would say. */
  seen(outcomes: readonly ChannelOutcome[]): void;
  /** Channel to sentence, of those the Gateway would refuse as far as is known now. */
  marks(): ReadonlyMap<string, string>;
  stop(): void;
  commands: Pick<Api, 'checkManifest'>;
};

type Pixels = NonNullable<ChannelOutcome['pixels']>;
type InUse = { settings: GatewaySettings; watch: ManifestWatch };

export function createManifestWatching({ readSetup, askGateway, clock, feed }: ManifestPorts): ManifestWatching {
  const asking = createManifestAsking(askGateway, clock);
  /** Of images, as each was last seen; only of channels of the setup. */
  const pixels = new Map<string, Pixels>();
  let inUse: InUse | null = null;
  let setup: Setup | null = null;
  let marks: ReadonlyMap<string, string> = new Map();
  let told = '';

  function judge(): void {
    if (inUse === null || setup === null) return;
    const { watch, settings } = inUse;
    const channels = judged(setup);
    const findings = findingsBy(watch.known(), channels);
    marks = marksOf(findings);
    const manifest = manifestFacts(hostOf(settings), watch.known(), channels, findings);
    const text = JSON.stringify(manifest);
    if (text === told) return;
    told = text;
    feed.emit({ type: 'manifest/changed', manifest });
  }

  function judged({ devices }: Setup): JudgedChannel[] {
    return devices.flatMap(({ channels }) => channels.map((channel) => judgedOfSettings(channel, pixels.get(channel.name))));
  }

  async function checkOwn(): Promise<ManifestFacts> {
    if (inUse === null || setup === null) {
      const sentence =
        'Files of this exporter are not uploaded, so that there is no manifest to check against. Add "gateway" to its settings.';
      throw new ExporterError('BAD_REQUEST', sentence);
    }
    const { settings, watch } = inUse;
    await watch.fetch();
    return manifestFacts(hostOf(settings), watch.known(), judged(setup));
  }

  async function checkOther(wanted: Setup): Promise<ManifestFacts> {
    const { gateway: settings } = wanted;
    if (settings === undefined)
      throw new ExporterError('BAD_REQUEST', 'These settings name no gateway, so that there is no manifest to check against.');
    if (inUse !== null && isSameGateway(inUse.settings, settings)) {
      await inUse.watch.fetch();
      return manifestFacts(hostOf(settings), inUse.watch.known(), judged(wanted));
    }
    return manifestFacts(hostOf(settings), await asking.ask(settings, setup), judged(wanted));
  }

  return {
    begin(gateway, settings) {
      const refreshMs = settings.manifestRefreshSeconds * 1000;
      inUse = { settings, watch: watchManifest({ gateway, refreshMs, clock, random: Math.random, onFetched: judge }) };
      judge();
    },
    async end() {
      const ending = inUse?.watch;
      inUse = null;
      marks = new Map();
      await ending?.stop();
    },
    leave() {
      told = '';
      feed.emit({ type: 'manifest/changed', manifest: null });
    },
    use(next) {
      setup = next;
      const names = new Set(next.devices.flatMap(({ channels }) => channels.map(({ name }) => name)));
      for (const name of pixels.keys()) if (!names.has(name)) pixels.delete(name);
      judge();
    },
    seen(outcomes) {
      let isNew = false;
      for (const { channel, pixels: found } of outcomes) {
        if (found === undefined || isSame(pixels.get(channel), found)) continue;
        pixels.set(channel, found);
        isNew = true;
      }
      if (isNew) judge();
    },
    marks: () => marks,
    stop: asking.stop,
    commands: {
      async checkManifest({ settings }) {
        return settings === undefined ? checkOwn() : checkOther(readSetup(settings));
      },
    },
  };
}

function hostOf({ url }: GatewaySettings): string {
  return new URL(url).host;
}

/** Whatever else differs, the manifest and who asks for it are the same. */
function isSameGateway(left: GatewaySettings, right: GatewaySettings): boolean {
  const asked = ({ url, username, password, caFile }: GatewaySettings) => JSON.stringify([url, username, password, caFile]);
  return asked(left) === asked(right);
}

function isSame(left: Pixels | undefined, right: Pixels): boolean {
  return left?.dtype === right.dtype && left.shape.join() === right.shape.join();
}
