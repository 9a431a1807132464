import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Clock, isoTime } from './clock.ts';
import { ExporterError } from './contract/errors.ts';
import type { HeldFacts, UploadApi } from './contract/uploads.ts';
import type { Feed } from './feed.ts';
import type { FileWriter } from './hdf5/port.ts';
import type { Journal } from './journal/port.ts';
import { createManifestWatching, type ManifestPorts, type ManifestWatching } from './manifest-watching.ts';
import type { GatewaySettings } from './settings/gateway.ts';
import type { Setup } from './settings/schema.ts';
import type { Pace } from './upload/pace.ts';
import type { Gateway } from './upload/port.ts';
import { startUploads, type Uploads } from './upload/queue.ts';

export type OpenGateway = (settings: GatewaySettings) => Promise<Gateway>;

export type GatewayPorts = Pick<ManifestPorts, 'readSetup' | 'askGateway'> & {
  openGateway: OpenGateway;
};

export type UploadingPorts = GatewayPorts & {
  journal: Journal;
  writer: FileWriter;
  clock: Clock;
  feed: Feed;
  dataFolder: string;
  pace(): Pace;
  onTrouble(error: unknown): void;
};

/** Uploads to the Gateway of the setup that is in use: it may come, and change, while the exporter runs. */
export type Uploading = Pick<ManifestWatching, 'marks' | 'seen'> & {
  /** Rejects where this Gateway can't be used; what it gives is called once the setup is in use. */
  prepare(setup: Setup): Promise<() => void>;
  /** Whether files are queued for a Gateway. A follower that was killed finds its files before it hears of one: they are not forgotten. */
  wanted(setup: Setup | null): boolean;
  /** What a person held before the last stop stays held. */
  begin(): Promise<void>;
  wake(): void;
  whenIdle(): Promise<void>;
  stop(): Promise<void>;
  /** null where the setup names none. */
  opened(): Opened | null;
  commands: UploadApi;
};

const heldSchema = z.object({ by: z.string(), since: z.string() }) satisfies z.ZodType<HeldFacts>;

type Opened = { settings: GatewaySettings; gateway: Gateway };

export function createUploading(ports: UploadingPorts): Uploading {
  const { journal, writer, clock, feed, dataFolder, onTrouble } = ports;
  const manifests = createManifestWatching(ports);
  let opened: Opened | null = null;
  let uploads: Uploads | null = null;
  /** One queue ends before the next begins. */
  let ending: Promise<unknown> = Promise.resolve();
  let begun = false;
  let held: HeldFacts | null = null;

  function start(): void {
    if (!begun || opened === null) return;
    const { gateway, settings } = opened;
    uploads = startUploads({
      ...{ gateway, settings, journal, writer, clock, dataFolder, onTrouble },
      ...{ random: Math.random, emit: feed.emit, pace: ports.pace },
    });
    if (held !== null) uploads.hold(held);
    manifests.begin(gateway, settings);
  }

  function end(): void {
    const [queue, gateway] = [uploads, opened?.gateway];
    uploads = null;
    opened = null;
    const ended = Promise.all([queue?.stop(), manifests.end()]).then(() => gateway?.close());
    ending = Promise.all([ending, ended]);
  }

  function change(next: Opened | null): void {
    end();
    if (next === null) {
      feed.emit({ type: 'uploads/changed', uploads: null });
      manifests.leave();
    }
    opened = next;
    const waited = ending;
    waited.then(() => {
      if (opened === next) start();
    }, onTrouble);
  }

  function inUse(): Uploads {
    if (uploads !== null) return uploads;
    const sentence = 'Files of this exporter are not uploaded: its settings name no gateway, or it has not begun. Add "gateway" to them.';
    throw new ExporterError('BAD_REQUEST', sentence);
  }

  function note(by: string, facts: Record<string, unknown>): Promise<void> {
    return journal.note({ at: isoTime(clock), by, what: 'uploads', facts });
  }

  async function setHeld(next: HeldFacts | null): Promise<void> {
    await journal.keep('holder', next);
    held = next;
  }

  return {
    async prepare(setup) {
      const { gateway: settings } = setup;
      if (isDeepStrictEqual(settings, opened?.settings)) return () => manifests.use(setup);
      const next = settings === undefined ? null : { settings, gateway: await ports.openGateway(settings) };
      return () => {
        change(next);
        manifests.use(setup);
      };
    },
    ...{ marks: manifests.marks, seen: manifests.seen },
    wanted: (setup) => setup === null || setup.gateway !== undefined,
    async begin() {
      held = heldSchema.safeParse(await journal.kept('holder')).data ?? null;
      begun = true;
      start();
    },
    opened: () => opened,
    wake: () => uploads?.wake(),
    whenIdle: async () => uploads?.whenIdle(),
    async stop() {
      begun = false;
      manifests.stop();
      end();
      await ending;
    },
    commands: {
      ...manifests.commands,
      async retryUpload({ captureId, by }) {
        await inUse().retry(captureId);
        await note(by, { captureId, again: true });
      },
      async sendWithout({ captureId, channels, by }) {
        await inUse().leaveOut(captureId, { channels, by });
        await note(by, { captureId, without: channels });
      },
      listUploads: (request) => journal.listUploads(request),
      getUpload: ({ captureId }) => journal.uploadDetails(captureId),
      async holdUploads({ by }) {
        const queue = inUse();
        const since = isoTime(clock);
        await setHeld({ by, since });
        queue.hold({ by, since });
        await note(by, { held: true });
      },
      async releaseUploads({ by }) {
        const queue = inUse();
        await setHeld(null);
        queue.release();
        await note(by, { held: false });
      },
    },
  };
}
