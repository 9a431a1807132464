import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { PreviewChannel } from '../../core/contract/preview.ts';
import type { ReadData } from '../connect/data.ts';
import { createKept } from '../preview/kept.ts';
import { readSlice } from '../preview/slice.ts';
import { useReadData } from '../store/data.ts';
import { type Analysis, analyse } from './analyse.ts';
import { everyOf, type Image, imageOf } from './image.ts';
import { workInSlices } from './work.ts';

/** `of`: whose pixels they are, which may still be those of the pulse before; `isOld` says so. */
export type LoadedImage = { image: Image; analysis: Analysis; of: PreviewChannel };
export type ImageState = { loaded: LoadedImage | null; isOld: boolean; trouble: string | null };

/** Steps to and fro between pulses are answered from here. */
const keptBytes = 160 * 1024 * 1024;
const keptImages = createKept<LoadedImage>(keptBytes, ({ image }) => image.numbers.byteLength);

/** What was there stays until the new one is, or can't be read. null: none is wanted. */
export function useImage(wanted: PreviewChannel | null): ImageState {
  const readData = useReadData();
  const [loaded, setLoaded] = useState<LoadedImage | null>(null);
  const [trouble, setTrouble] = useState<{ key: string; sentence: string } | null>(null);
  const key = wanted === null ? null : keyOf(wanted);

  // biome-ignore lint/correctness/useExhaustiveDependencies: of the channel only what its pixels hang on counts
  useEffect(() => {
    if (wanted === null || key === null) {
      setLoaded(null);
      return;
    }
    const leaving = new AbortController();
    readImage(readData, wanted, leaving.signal).then(
      (found) => {
        if (leaving.signal.aborted) return;
        setLoaded(found);
        setTrouble(null);
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setTrouble({ key, sentence: messageOf(error) });
      },
    );
    return () => leaving.abort();
  }, [readData, key]);

  const isSameChannel = loaded !== null && loaded.of.channel === wanted?.channel;
  return {
    loaded: isSameChannel ? loaded : null,
    isOld: isSameChannel && keyOf(loaded.of) !== key,
    trouble: trouble?.key === key && key !== null ? (trouble?.sentence ?? null) : null,
  };
}

async function readImage(readData: ReadData, channel: PreviewChannel, signal: AbortSignal): Promise<LoadedImage> {
  const known = keptImages.get(keyOf(channel));
  if (known !== undefined) return known;
  const every = everyOf(channel);
  const wanted = { file: channel.file, dataset: `/${channel.channel}/data`, ...(every > 1 && { selection: `::${every},::${every}` }) };
  const image = imageOf(await readSlice(readData, wanted, signal), channel, every);
  const loaded = { image, analysis: await workInSlices(analyse(image), signal), of: channel };
  keptImages.set(keyOf(channel), loaded);
  return loaded;
}

/** A file is never changed once it has its name. */
function keyOf({ file, channel }: Pick<PreviewChannel, 'file' | 'channel'>): string {
  return `${file}\n${channel}`;
}
