import type { ChannelSettings } from '../settings/schema.ts';
import type { Answer, CollectRequest, Source } from './port.ts';

type Kind = ChannelSettings['source']['kind'];

/** One source over several: each channel is asked of the source of its kind, all at the same time. Settings see to it that there is one. */
export function combineSources(sources: Readonly<Partial<Record<Kind, Source>>>): Source {
  async function* collect({ pulse, channels, waitMs }: CollectRequest, signal: AbortSignal): AsyncGenerator<Answer[]> {
    const parts = (['kafka', 'archiver'] as const).flatMap((kind) => {
      const own = channels.filter(({ source }) => source.kind === kind);
      const source = sources[kind];
      return source === undefined || own.length === 0 ? [] : [source.collect({ pulse, channels: own, waitMs }, signal)];
    });
    yield* merge(parts);
  }

  return {
    collect,
    release: (slots) => sources.kafka?.release(slots),
    async close() {
      await Promise.all([sources.kafka?.close(), sources.archiver?.close()]);
    },
  };
}

/** Whatever comes first is yielded first; ends when all have ended. */
async function* merge<T>(parts: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const iterators = parts.map((part) => part[Symbol.asyncIterator]());
  const next = (index: number) => iterators[index]?.next().then((result) => ({ index, result }));
  const pending = new Map(iterators.map((_, index) => [index, next(index)]));
  try {
    while (pending.size > 0) {
      const first = await Promise.race(pending.values());
      if (first === undefined) return;
      if (first.result.done === true) pending.delete(first.index);
      else {
        pending.set(first.index, next(first.index));
        yield first.result.value;
      }
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}
