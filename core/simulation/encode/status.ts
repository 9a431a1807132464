import type { Alarm } from '../../sources/reading.ts';
import { message, plain, table, text, to } from './builder.ts';

/** In the order of their codes. */
const connections = [
  'UNKNOWN',
  'NEVER_CONNECTED',
  'CONNECTED',
  'DISCONNECTED',
  'DESTROYED',
  'CANCELLED',
  'FINISHED',
  'REMOTE_ERROR',
] as const;
const severities = ['NONE', 'MINOR', 'MAJOR', 'INVALID'];

export type Ep01Message = { sourceName: string; timestampNs: bigint; status: (typeof connections)[number] };
export type Al00Message = { sourceName: string; timestampNs: bigint; alarm: Alarm };

export function encodeEp01({ sourceName, timestampNs, status }: Ep01Message): Uint8Array {
  return message('ep01', 0, (builder) => {
    const name = text(builder, sourceName);
    return table(builder, [plain(4, 'int64', timestampNs), plain(6, 'int16', connections.indexOf(status)), to(8, name)]);
  });
}

/** What al00 has no word for is INVALID there. */
export function encodeAl00({ sourceName, timestampNs, alarm }: Al00Message): Uint8Array {
  return message('al00', 0, (builder) => {
    const name = text(builder, sourceName);
    const words = text(builder, alarm.message);
    const severity = severities.includes(alarm.severity) ? severities.indexOf(alarm.severity) : severities.indexOf('INVALID');
    return table(builder, [to(4, name), plain(6, 'int64', timestampNs), plain(8, 'int16', severity), to(10, words)]);
  });
}
