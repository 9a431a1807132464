import type { Facility } from './facility.ts';
import { messageOf } from './messages.ts';
import type { Entry } from './topic-entries.ts';

export type Message = { key: Uint8Array; value: Uint8Array };

const defaultBytes = 32 * 1024 * 1024;

/** Encoded messages, the longest unused go first. Faults change what an entry says, so they are part of what it is known by. */
export function messageCache(facility: Facility, limitBytes = defaultBytes): { messageOf(topic: string, entry: Entry): Message } {
  const kept = new Map<string, Message>();
  const keys = new Map<string, Uint8Array>();
  let bytes = 0;

  const keyFor = (sourceName: string): Uint8Array => {
    const known = keys.get(sourceName) ?? new TextEncoder().encode(sourceName);
    keys.set(sourceName, known);
    return known;
  };
  const keep = (name: string, message: Message): void => {
    kept.set(name, message);
    bytes += message.value.length;
    for (const [oldest, { value }] of kept) {
      if (bytes <= limitBytes) break;
      kept.delete(oldest);
      bytes -= value.length;
    }
  };
  return {
    messageOf(topic, entry) {
      const name = `${topic} ${entry.offset} ${facility.faults.revision}`;
      const known = kept.get(name);
      if (known !== undefined) {
        kept.delete(name);
        kept.set(name, known);
        return known;
      }
      const made = { key: keyFor(entry.sender.wire.sourceName), value: messageOf(facility, entry) };
      keep(name, made);
      return made;
    },
  };
}
