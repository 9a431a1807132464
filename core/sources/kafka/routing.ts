import type { ChannelSearch } from './channel-search.ts';
import type { Looked, Seen } from './seen.ts';

const text = new TextDecoder();

/** Which channels of a topic a message is for: by source name, by Kafka key, or all of it. */
export class Routing {
  readonly #bySource = new Map<string, ChannelSearch[]>();
  readonly #byKey = new Map<string, ChannelSearch[]>();
  readonly #all: ChannelSearch[] = [];
  readonly #channels: readonly ChannelSearch[];

  constructor(channels: readonly ChannelSearch[]) {
    this.#channels = channels;
    for (const channel of channels) {
      const { sourceName, key } = channel.task.source;
      if (key !== undefined) add(this.#byKey, key, channel);
      else if (sourceName !== undefined) add(this.#bySource, sourceName, channel);
      else this.#all.push(channel);
    }
  }

  of({ head, message }: Seen): readonly ChannelSearch[] {
    if (this.#byKey.size === 0 && this.#bySource.size === 0) return this.#all;
    const keyed = (this.#byKey.get(keyOf(message)) ?? []).filter(({ task: { source } }) => {
      return source.sourceName === undefined || head.sourceName === null || source.sourceName === head.sourceName;
    });
    const named = head.sourceName === null ? [] : (this.#bySource.get(head.sourceName) ?? []);
    return [...keyed, ...named, ...this.#all];
  }

  /** Of a message that cannot be read only its key may tell whose it is; producers often use the source's name as key. */
  ofBroken({ message }: Looked): readonly { channel: ChannelSearch; surely: boolean }[] {
    const key = this.#all.length === this.#channels.length ? '' : keyOf(message);
    return this.#channels.flatMap((channel) => {
      const { sourceName, key: wanted } = channel.task.source;
      if (wanted !== undefined) return wanted === key ? [{ channel, surely: true }] : [];
      return [{ channel, surely: sourceName === undefined || sourceName === key }];
    });
  }
}

function add(map: Map<string, ChannelSearch[]>, name: string, channel: ChannelSearch): void {
  const same = map.get(name);
  if (same === undefined) map.set(name, [channel]);
  else same.push(channel);
}

function keyOf({ key }: Looked['message']): string {
  return key === null ? '' : text.decode(key);
}
