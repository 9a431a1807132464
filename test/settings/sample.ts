import type { z } from 'zod';
import type { channelSchema } from '../../core/settings/channel.ts';
import type { settingsSchema } from '../../core/settings/schema.ts';

export type SettingsInput = z.input<typeof settingsSchema>;
export type ChannelInput = z.input<typeof channelSchema>;

export function channel(name: string, more: Partial<ChannelInput> = {}): ChannelInput {
  return { name, type: 'scalar', source: { kind: 'kafka', topic: name }, ...more };
}

/** Right settings with Kafka and Archiver, to be spoilt one field at a time. */
export function sample(more: Partial<SettingsInput> = {}, channels: ChannelInput[] = [channel('PM-1')]): SettingsInput {
  return {
    name: 'exporter-1',
    dataFolder: 'data',
    sources: { kafka: { brokers: ['kafka:9092'] }, archiver: { retrievalUrl: 'http://archiver:17668/retrieval' } },
    pulseSource: { kind: 'kafka', topic: 'pulses' },
    metadata: { activeArea: { kind: 'fixed', value: 'ea1' }, activeExperiment: { kind: 'fixed', value: 'commissioning' } },
    devices: [{ name: 'Camera', channels }],
    ...more,
  };
}

export const simulated: Partial<SettingsInput> = { sources: { simulation: {} }, pulseSource: { kind: 'simulation' } };

type GroupInput = NonNullable<SettingsInput['group']>;

export const leader = { name: 'exporter-1', announce: 'tcp://127.0.0.1:5600', report: 'tcp://127.0.0.1:5601' };
export const pair = (letter: string) => ({ publicKey: key(letter), secretKey: { file: 'our.secret' } });
export const key = (letter: string): string => letter.repeat(40);

export function group(more: Partial<GroupInput> = {}): GroupInput {
  return { role: 'leader', leaders: [leader], ...more };
}

/** Known to everyone, from zmq_curve(7): http://api.zeromq.org/4-3:zmq-curve */
export const knownPairs = [
  { publicKey: 'Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID', secretKey: 'D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs' },
  { publicKey: 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7', secretKey: 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6' },
] as const;

/** All that a follower's own file needs. */
export function followers(more: Partial<GroupInput> = {}) {
  return { name: 'exporter-2', dataFolder: 'data', group: group({ role: 'follower', ...more }) };
}

/** With keys, on several machines: exporter-1 leads with key a, exporter-2 may follow with key b. */
export function guarded(more: Partial<GroupInput> = {}): Partial<GroupInput> {
  return {
    keys: pair('a'),
    leaders: [{ name: 'exporter-1', announce: 'tcp://192.168.1.5:5600', report: 'tcp://192.168.1.5:5601', publicKey: key('a') }],
    followers: [{ name: 'exporter-2', publicKey: key('b') }],
    ...more,
  };
}
