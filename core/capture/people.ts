import { isDeepStrictEqual } from 'node:util';
import { type Clock, isoTime } from '../clock.ts';
import type { Api, MetadataSet, OutOfService } from '../contract/api.ts';
import { ExporterError } from '../contract/errors.ts';
import type { Feed } from '../feed.ts';
import type { Journal } from '../journal/port.ts';
import type { DeviceSettings } from '../settings/schema.ts';
import { servicesOver } from './expected.ts';
import type { FactsReader } from './facts-reader.ts';

type PeoplePorts = { journal: Journal; feed: Feed; clock: Clock; facts: FactsReader; devices: () => readonly DeviceSettings[] };

/** What people change while it runs: kept in the journal with who and when, in force from the next pulse on. */
export async function createPeople({ journal, feed, clock, facts, devices }: PeoplePorts) {
  const services = new Map<string, OutOfService>(Object.entries(await journal.outOfService()));
  let metadata = await journal.metadata();
  facts.set(metadata);

  async function setService(device: string, service: OutOfService | null, by: string): Promise<void> {
    await journal.note({ at: isoTime(clock), by, what: 'service', facts: { device, ...service, inService: service === null } });
    await journal.setOutOfService(device, service);
    if (service === null) services.delete(device);
    else services.set(device, service);
    feed.emit({ type: 'device/changed', device, outOfService: service });
  }

  const commands: Pick<Api, 'setMetadata' | 'takeOutOfService' | 'returnToService'> = {
    async setMetadata({ by, ...change }) {
      metadata = changed(metadata, change);
      const at = isoTime(clock);
      await journal.note({ at, by, what: 'metadata', facts: metadata });
      await journal.setMetadata(metadata);
      facts.set(metadata);
      feed.emit({ type: 'metadata/changed', metadata, by, at });
    },

    async takeOutOfService({ device, reason, by, until }) {
      if (!devices().some(({ name }) => name === device))
        throw new ExporterError('NOT_FOUND', `There is no device ${device} in the settings.`);
      await setService(device, { reason, by, since: isoTime(clock), until: until ?? null }, by);
    },

    async returnToService({ device, by }) {
      if (!services.has(device)) throw new ExporterError('NOT_FOUND', `${device} is not out of service.`);
      await setService(device, null, by);
    },
  };

  return {
    commands,
    outOfService: (): Readonly<Record<string, OutOfService>> => Object.fromEntries(services),
    metadata: (): MetadataSet => metadata,
    /** As the leader of the group says; `metadata` where this exporter is to lead with it. */
    async adopt(told: { metadata?: MetadataSet; outOfService: Readonly<Record<string, OutOfService>> }): Promise<void> {
      for (const device of services.keys()) if (told.outOfService[device] === undefined) await setService(device, null, 'leader');
      for (const [device, service] of Object.entries(told.outOfService))
        if (!isDeepStrictEqual(services.get(device), service)) await setService(device, service, 'leader');
      if (told.metadata === undefined || isDeepStrictEqual(told.metadata, metadata)) return;
      metadata = told.metadata;
      await journal.setMetadata(metadata);
      facts.set(metadata);
      feed.emit({ type: 'metadata/changed', metadata, by: 'leader', at: isoTime(clock) });
    },
    /** Devices whose time is over come back by themselves. */
    async endServices(): Promise<void> {
      for (const device of servicesOver(Object.fromEntries(services), clock.wallMs())) await setService(device, null, 'exporter');
    },
    tellAll(): void {
      for (const [device, outOfService] of services) feed.emit({ type: 'device/changed', device, outOfService });
      if (Object.keys(metadata).length > 0) feed.emit({ type: 'metadata/changed', metadata, by: 'exporter', at: isoTime(clock) });
    },
  };
}

/** null takes a fact back, so that it is as the settings say again. */
function changed(metadata: MetadataSet, change: { [F in keyof MetadataSet]: string | null }): MetadataSet {
  const facts = Object.entries({ ...metadata, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(facts);
}
