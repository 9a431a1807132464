import type { z } from 'zod';
import type { IgnoredReason } from '../contract/group.ts';
import { fromJson } from './json.ts';
import { protocolVersion } from './protocol.ts';

type Read<T> = { ok: true; message: T } | { ok: false; reason: IgnoredReason };

/** Never throws, whatever comes over the wire. */
export function readMessage<T extends { v: number }>(text: string, schema: z.ZodType<T>): Read<T> {
  const json = fromJson(text);
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, message: parsed.data };
  return { ok: false, reason: otherVersion(json) ? 'other-version' : 'malformed' };
}

function otherVersion(json: unknown): boolean {
  const version = protocolOf(json);
  return version !== null && version !== protocolVersion;
}

/** Of a message that can be of any version; null where it says none. */
export function protocolOf(json: unknown): number | null {
  return typeof json === 'object' && json !== null && 'v' in json && typeof json.v === 'number' ? json.v : null;
}
