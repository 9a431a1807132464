import { ad00, adar } from './area-detector.ts';
import { da00 } from './da00.ts';
import type { Decoded, DecodeOptions } from './decoded.ts';
import { f142 } from './f142.ts';
import { f144 } from './f144.ts';
import { Message } from './flatbuffer/message.ts';
import { Table } from './flatbuffer/table.ts';
import { pva0 } from './pva0/pva0.ts';
import type { Schema } from './schema.ts';
import { se00 } from './se00.ts';
import { al00, ep01 } from './status.ts';
import { wa00 } from './wa00.ts';

const schemas = new Map<string, Schema>(Object.entries({ pva0, f142, f144, ADAr: adar, ad00, wa00, se00, da00, ep01, al00 }));

/**
 * One message's value as it travelled. Throws MESSAGE_UNDECODABLE for what is no message, or a damaged one; damage to the value itself
 * shows only when it is asked for. Arrays are views of `bytes`, which must therefore stay as they are.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  const id = new Message(bytes).schema;
  const schema = schemas.get(id);
  if (schema === undefined) return { kind: 'unknown', schema: id };
  const root = Table.root(bytes);
  if (schema.kind === 'status') return { kind: 'status', schema: id, sourceName: schema.sourceName(root) };
  return { kind: 'reading', schema: id, ...schema.header(root), value: () => schema.value(Table.root(bytes), options) };
}
