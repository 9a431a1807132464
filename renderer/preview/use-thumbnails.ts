import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { Pictures, Thumbnail } from './pictures.ts';
import type { Rank } from './turns.ts';

/** `file`: whose picture it is; that of the pulse before is kept until the new one is here. */
export type Drawn = { file: string; thumbnail: Thumbnail | null; trouble: string | null };

/** Of images, by the name of their channel. What `rankOf` says of a channel decides which is read first. */
export function useThumbnails(
  channels: readonly PreviewChannel[],
  pictures: Pictures,
  rankOf: (channel: string) => number,
): { drawn: ReadonlyMap<string, Drawn>; isReading: boolean } {
  const [drawn, setDrawn] = useState<ReadonlyMap<string, Drawn>>(new Map());
  const [readFor, setReadFor] = useState<readonly PreviewChannel[] | null>(null);
  const rank = useRef(rankOf);
  rank.current = rankOf;

  useEffect(() => {
    const work = new AbortController();
    const put = (channel: PreviewChannel, found: Omit<Drawn, 'file'>) =>
      setDrawn((before) => new Map(before).set(channel.channel, { file: channel.file, ...found }));

    async function read(channel: PreviewChannel): Promise<void> {
      const rankNow: Rank = () => rank.current(channel.channel);
      try {
        put(channel, { thumbnail: await pictures.thumbnail(channel, rankNow, work.signal), trouble: null });
      } catch (error) {
        if (!work.signal.aborted) put(channel, { thumbnail: null, trouble: messageOf(error) });
      }
    }

    const names = new Set(channels.map(({ channel }) => channel));
    setDrawn((before) => new Map([...before].filter(([name]) => names.has(name))));
    Promise.all(channels.map(read)).then(
      () => !work.signal.aborted && setReadFor(channels),
      () => undefined, // each has said its own trouble
    );
    return () => work.abort();
  }, [channels, pictures]);

  return { drawn: withKept(drawn, channels, pictures), isReading: channels.length > 0 && readFor !== channels };
}

/** What is held already is drawn at once, not after the next turn of the page. */
function withKept(drawn: ReadonlyMap<string, Drawn>, channels: readonly PreviewChannel[], pictures: Pictures): ReadonlyMap<string, Drawn> {
  const found = new Map<string, Drawn>();
  for (const { channel, file } of channels) {
    const before = drawn.get(channel);
    const kept = before?.file === file ? undefined : pictures.thumbnailAtOnce({ file, channel });
    const here = kept === undefined ? before : { file, thumbnail: kept, trouble: null };
    if (here !== undefined) found.set(channel, here);
  }
  return found;
}
