import { ExporterError } from '../contract/errors.ts';
import { type TestRequest, testChannelsMost } from '../contract/test-capture.ts';
import type { ChannelSettings, Setup } from '../settings/schema.ts';
import { newTally, type Tally } from './tally.ts';

/** What one test looks at, and what it captures. */
export type TestPlan = {
  tallies: Tally[];
  topics: string[];
  pvs: string[];
  /** Places that are looked at as a whole, whatever the settings know of them. */
  everythingOn: ReadonlySet<string>;
  /** The settings of its captures; null where nothing that is chosen is a channel of the settings. */
  setup: Setup | null;
};

/** Pure. Throws BAD_REQUEST for devices that the settings do not know, for nothing, and for too much. */
export function planTest(request: TestRequest, setup: Setup): TestPlan {
  const unknown = request.devices.filter((name) => !setup.devices.some((device) => device.name === name));
  if (unknown.length > 0)
    throw new ExporterError(
      'BAD_REQUEST',
      `The settings have no device ${unknown.slice(0, 5).join(', ')}. Choose from those that they have.`,
    );
  const chosen = setup.devices.filter(
    (device) => request.devices.includes(device.name) || device.channels.some((channel) => isOn(channel, request)),
  );
  const whole = chosen.filter((device) => request.devices.includes(device.name)).flatMap((device) => device.channels);
  const tallies = chosen.flatMap((device) =>
    device.channels
      .filter((channel) => whole.includes(channel) || isOn(channel, request))
      .map((settings) => newTally({ channel: settings.name, device: device.name, settings, source: sourceOf(settings) })),
  );
  for (const source of request.sources) {
    const name = source.kind === 'kafka' ? source.topic : source.pv;
    if (!tallies.some((tally) => nameOf(tally) === name && tally.source.kind === source.kind))
      tallies.push(newTally({ channel: name, device: null, settings: null, source }));
  }
  if (tallies.length === 0) throw new ExporterError('BAD_REQUEST', 'Nothing is chosen. Choose devices, topics or PVs.');
  if (tallies.length > testChannelsMost)
    throw new ExporterError(
      'BAD_REQUEST',
      `${tallies.length} channels are chosen, and ${testChannelsMost} is the most. Choose fewer devices.`,
    );
  const names = (kind: 'kafka' | 'archiver') => [...new Set(tallies.filter(({ source }) => source.kind === kind).map(nameOf))];
  return {
    tallies,
    topics: names('kafka'),
    pvs: names('archiver'),
    everythingOn: new Set(request.sources.map((each) => placeOf({ kind: each.kind, name: each.kind === 'kafka' ? each.topic : each.pv }))),
    setup: tallies.some(({ settings }) => settings !== null) ? captureSetup(request, setup, tallies) : null,
  };
}

export function placeOf({ kind, name }: { kind: 'kafka' | 'archiver'; name: string }): string {
  return `${kind} ${name}`;
}

/** Of a pulse made by hand a device knows nothing, and its readings may carry IDs of other pulses: a channel then has its newest value. */
export function madeMaxAgeMs(everyMs: number): number {
  return Math.max(2000, 2 * everyMs);
}

/** No schedule, no group; uploaded only where a person wants it. */
function captureSetup({ pulses, upload }: TestRequest, { gateway, ...setup }: Setup, tallies: readonly Tally[]): Setup {
  const wanted = new Set(tallies.flatMap(({ settings }) => settings ?? []));
  const byTime = (channel: ChannelSettings): ChannelSettings =>
    pulses.kind === 'clock' && channel.match.kind !== 'last'
      ? { ...channel, match: { kind: 'last', maxAgeMs: madeMaxAgeMs(pulses.everyMs) } }
      : channel;
  const devices = setup.devices
    .map((device) => ({ ...device, channels: device.channels.filter((channel) => wanted.has(channel)).map(byTime) }))
    .filter(({ channels }) => channels.length > 0);
  return { ...setup, schedule: { kind: 'manual' }, devices, ...(upload && gateway !== undefined && { gateway }) };
}

function isOn({ source }: ChannelSettings, { sources }: TestRequest): boolean {
  return sources.some((each) =>
    each.kind === 'kafka' ? source.kind === 'kafka' && source.topic === each.topic : source.kind === 'archiver' && source.pv === each.pv,
  );
}

function sourceOf({ source }: ChannelSettings): Tally['source'] {
  if (source.kind === 'archiver') return { kind: 'archiver', pv: source.pv };
  return { kind: 'kafka', topic: source.topic, ...(source.sourceName !== undefined && { sourceName: source.sourceName }) };
}

function nameOf({ source }: Tally): string {
  return source.kind === 'kafka' ? source.topic : source.pv;
}
