import { z } from 'zod';
import { type Exporter, outcomeCodes } from './contract/api.ts';
import { browseMost } from './contract/browse.ts';
import { searchPageMost } from './contract/captures-search.ts';
import { type Command, commands } from './contract/commands.ts';
import { failure, type Result, toFailure } from './contract/errors.ts';
import { reportAsks } from './contract/report.ts';
import { connectionNames, type SettingsApi } from './contract/settings.ts';
import { uploadStates } from './contract/uploads.ts';
import { noSettings } from './host/no-settings.ts';
import { explorerRequests, id64, nanoseconds, peekSource, person, previewRequests, testRequests } from './request-schemas.ts';
import { exporterNameSchema } from './settings/group.ts';
import { scheduleSchema } from './settings/schema.ts';

const captureId = z.string().max(40);
const limit = z.number().int().min(1).max(1000);
const device = z.string().min(1).max(200);
const fact = z.string().max(500).nullable().exactOptional();
const devices = z.array(device).min(1).max(5000);
const pins = z.record(device, exporterNameSchema.nullable());
const waitForEnd = z.boolean().exactOptional();
const range = z.union([z.strictObject({ fromPulseId: id64, toPulseId: id64 }), z.strictObject({ fromNs: nanoseconds, toNs: nanoseconds })]);
const ask = z.enum(reportAsks);
const time = z.string().max(40);
const verdict = z.enum(['complete', 'partial', 'empty', 'failed']);
const report = z.union([z.strictObject({ day: time, ask }), z.strictObject({ from: time, to: time, ask })]);

const search = z.strictObject({
  ...{ pulseId: id64.exactOptional(), text: id64.exactOptional(), fromNs: nanoseconds.exactOptional(), toNs: nanoseconds.exactOptional() },
  ...{ verdicts: z.array(verdict).min(1).exactOptional(), uploads: z.array(z.enum(uploadStates)).min(1).exactOptional() },
  ...{
    channel: device.exactOptional(),
    outcomes: z
      .array(z.enum(outcomeCodes).exclude(['captured']))
      .min(1)
      .exactOptional(),
  },
  ...{ limit: z.number().int().min(1).max(searchPageMost), before: captureId.exactOptional() },
});

const browseText = z.strictObject({ text: z.string().max(200), limit: z.number().int().min(1).max(browseMost) });

/** As an environment variable, whose place it takes. */
const secretName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'A name has letters, digits and _, and begins with no digit.');
/** Not empty: a key in PEM is some thousand characters long. */
const secret = z.string().min(1).max(20_000);

/** Of a request with a million wrong keys not each one needs to be told. */
const longestRefusal = 2000;

type Door = (request: unknown) => Promise<Result<unknown>>;

/** The one door for untrusted callers: unknown in, Result out, never throws. */
export function createDispatch(
  exporter: Exporter,
  around: SettingsApi = noSettings,
): (command: unknown, request: unknown) => Promise<Result<unknown>> {
  const doors: Record<Command, Door> = {
    captureNow: door(z.strictObject({ waitForEnd }), exporter.captureNow),
    capturePulse: door(z.strictObject({ pulseId: id64, timestampNs: nanoseconds.exactOptional(), waitForEnd }), exporter.capturePulse),
    captureRange: door(range, exporter.captureRange),
    startSchedule: door(z.strictObject({ schedule: scheduleSchema }), exporter.startSchedule),
    stopSchedule: door(z.strictObject({}), () => exporter.stopSchedule({})),
    setMetadata: door(z.strictObject({ activeArea: fact, activeExperiment: fact, by: person }), exporter.setMetadata),
    takeOutOfService: door(
      z.strictObject({ device, reason: z.string().min(1).max(500), by: person, until: z.iso.datetime().exactOptional() }),
      exporter.takeOutOfService,
    ),
    returnToService: door(z.strictObject({ device, by: person }), exporter.returnToService),
    setFault: door(z.strictObject({ fault: z.string().max(100), device: device.exactOptional(), on: z.boolean() }), exporter.setFault),
    listCaptures: door(z.strictObject({ limit, before: captureId.exactOptional() }), exporter.listCaptures),
    searchCaptures: door(search, exporter.searchCaptures),
    getRetention: door(z.strictObject({ captureId }), exporter.getRetention),
    getCapture: door(z.strictObject({ captureId }), exporter.getCapture),
    becomeLeader: door(z.strictObject({ by: person }), exporter.becomeLeader),
    leaveGroup: door(z.strictObject({ by: person }), exporter.leaveGroup),
    joinGroup: door(z.strictObject({ by: person }), exporter.joinGroup),
    pin: door(z.strictObject({ devices, exporter: exporterNameSchema, by: person }), exporter.pin),
    unpin: door(z.strictObject({ devices, by: person }), exporter.unpin),
    previewPlan: door(z.strictObject({ pins: pins.exactOptional() }), exporter.previewPlan),
    sendWithout: door(z.strictObject({ captureId, channels: z.array(device).max(5000), by: person }), exporter.sendWithout),
    listUploads: door(
      z.strictObject({ limit, before: captureId.exactOptional(), states: z.array(z.enum(uploadStates)).min(1).exactOptional() }),
      exporter.listUploads,
    ),
    searchTopics: door(browseText, exporter.searchTopics),
    searchPvs: door(browseText, exporter.searchPvs),
    peek: door(z.strictObject({ source: peekSource }), exporter.peek),
    deviceStats: door(z.strictObject({}), () => exporter.deviceStats({})),
    deviceValues: door(z.strictObject({}), () => exporter.deviceValues({})),
    listNotes: door(z.strictObject({ limit }), exporter.listNotes),
    reportDay: door(report, exporter.reportDay),
    acknowledge: door(
      z.strictObject({ key: z.string().min(1).max(300), note: z.string().max(500).exactOptional(), by: person }),
      exporter.acknowledge,
    ),
    recentEvents: door(z.strictObject({}), () => exporter.recentEvents({})),
    getSettings: door(z.strictObject({}), () => around.getSettings({})),
    checkSettings: door(z.strictObject({ settings: z.unknown() }), around.checkSettings),
    applySettings: door(z.strictObject({ settings: z.unknown(), onto: z.unknown().exactOptional(), by: person }), around.applySettings),
    undoSettings: door(z.strictObject({ by: person }), around.undoSettings),
    testConnection: door(z.strictObject({ settings: z.unknown(), connection: z.enum(connectionNames) }), around.testConnection),
    getSecrets: door(z.strictObject({}), () => around.getSecrets({})),
    keepSecret: door(z.strictObject({ name: secretName, value: secret.nullable(), by: person }), around.keepSecret),
    getUpload: door(z.strictObject({ captureId }), exporter.getUpload),
    retryUpload: door(z.strictObject({ captureId, by: person }), exporter.retryUpload),
    holdUploads: door(z.strictObject({ by: person }), exporter.holdUploads),
    releaseUploads: door(z.strictObject({ by: person }), exporter.releaseUploads),
    checkManifest: door(z.strictObject({ settings: z.unknown().exactOptional() }), exporter.checkManifest),
    previewPulse: door(previewRequests.previewPulse, exporter.previewPulse),
    neighbourPulses: door(previewRequests.neighbourPulses, exporter.neighbourPulses),
    trend: door(previewRequests.trend, exporter.trend),
    exploreFile: door(explorerRequests.exploreFile, exporter.exploreFile),
    exploreEntity: door(explorerRequests.exploreEntity, exporter.exploreEntity),
    exploreAttributes: door(explorerRequests.exploreAttributes, exporter.exploreAttributes),
    exploreValue: door(explorerRequests.exploreValue, exporter.exploreValue),
    explorePaths: door(explorerRequests.explorePaths, exporter.explorePaths),
    exploreFolder: door(explorerRequests.exploreFolder, exporter.exploreFolder),
    startTest: door(testRequests.startTest, exporter.startTest),
    stopTest: door(testRequests.stopTest, exporter.stopTest),
    getTest: door(testRequests.getTest, exporter.getTest),
    listTests: door(z.strictObject({}), () => exporter.listTests({})),
    testReport: door(testRequests.testReport, exporter.testReport),
    removeTest: door(testRequests.removeTest, exporter.removeTest),
    applyPlan: door(z.strictObject({ pins: pins.exactOptional(), by: person }), exporter.applyPlan),
  };
  return async (command, request) => {
    const name = commands.find((known) => known === command);
    if (name !== undefined) return doors[name](request);
    const asked = typeof command === 'string' ? `command "${command.slice(0, 100)}"` : `command of type ${typeof command}`;
    return refuse(`There is no ${asked}. Known are ${commands.join(', ')}.`);
  };
}

function door<R>(schema: z.ZodType<R>, run: (request: R) => Promise<unknown>): Door {
  return async (request) => {
    try {
      const parsed = schema.safeParse(request);
      if (!parsed.success) return refuse(z.prettifyError(parsed.error).slice(0, longestRefusal));
      return { ok: true, value: await run(parsed.data) };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  };
}

function refuse(message: string): Result<never> {
  return { ok: false, failure: failure('BAD_REQUEST', message) };
}
