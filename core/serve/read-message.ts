import type { RawData } from 'ws';
import { z } from 'zod';
import type { ToExporter } from '../contract/wire.ts';

const messageSchema: z.ZodType<ToExporter> = z.union([
  z.strictObject({ subscribe: z.literal(true) }),
  z.strictObject({ taken: z.number().int().min(0) }),
  z.strictObject({ id: z.number().int().min(0), command: z.string().max(100), request: z.unknown() }),
]);

/** null: not a message of a page. */
export function readMessage(data: RawData): ToExporter | null {
  try {
    return messageSchema.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}
