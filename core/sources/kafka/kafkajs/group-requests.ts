import type { ReadRequest } from '../topic-log.ts';
import { partitionName } from './answers.ts';

/**
 * Which questions go to the broker together: as many as their bytes allow. One partition stands only once in a request, because a broker would answer
 * only one of the two; those in `apart` stand alone, and first.
 */
export function byRequest(requests: readonly ReadRequest[], maxBytes: number, apart: ReadonlySet<string>): ReadRequest[][] {
  const groups: { members: ReadRequest[]; names: Set<string>; bytes: number }[] = [];
  const alone: ReadRequest[][] = [];
  for (const request of requests) {
    const name = partitionName(request.topic, request.partition);
    if (apart.has(name)) {
      alone.push([request]);
      continue;
    }
    const room = groups.find(({ names, bytes }) => !names.has(name) && bytes + request.maxBytes <= maxBytes);
    if (room) {
      room.members.push(request);
      room.names.add(name);
      room.bytes += request.maxBytes;
    } else groups.push({ members: [request], names: new Set([name]), bytes: request.maxBytes });
  }
  return [...alone, ...groups.map(({ members }) => members)];
}
