import type { Clock } from './clock.ts';
import { ExporterError } from './contract/errors.ts';
import type { GatewaySettings } from './settings/gateway.ts';
import type { Setup } from './settings/schema.ts';
import { askManifest } from './upload/ask-manifest.ts';
import type { KnownManifest } from './upload/manifest-facts.ts';
import type { Gateway } from './upload/port.ts';

/** Of settings that are not `inUse`: BAD_SETTINGS where their secrets are not to be had, or not to be sent. */
export type AskGateway = (settings: GatewaySettings, inUse: Setup | null) => Promise<Gateway>;

/** Asks a Gateway that is not in use for its manifest, once. That it has none to give is no error; BUSY where too many are being asked. */
export type ManifestAsking = { ask(settings: GatewaySettings, inUse: Setup | null): Promise<KnownManifest>; stop(): void };

/** Each opens connections of its own. */
const askedMost = 3;

export function createManifestAsking(askGateway: AskGateway, clock: Pick<Clock, 'wallMs'>): ManifestAsking {
  const leaving = new AbortController();
  let asking = 0;

  async function askOnce(settings: GatewaySettings, inUse: Setup | null): Promise<KnownManifest> {
    const gateway = await askGateway(settings, inUse);
    try {
      return await askManifest(gateway, clock, leaving.signal);
    } finally {
      await gateway.close();
    }
  }

  return {
    async ask(settings, inUse) {
      if (asking >= askedMost)
        throw new ExporterError(
          'BUSY',
          `${askedMost} Gateways are being asked for their manifests. Wait for one to answer, then ask again.`,
        );
      asking += 1;
      try {
        return await askOnce(settings, inUse);
      } finally {
        asking -= 1;
      }
    },
    stop: () => leaving.abort(),
  };
}
