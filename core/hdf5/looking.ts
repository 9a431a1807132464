import type { TrendQuantity } from '../contract/preview.ts';
import { type FileContents, readContents } from './contents.ts';
import type { H5, Scratch } from './h5.ts';
import { readThumbnail, readTraces, type Thumbnail, type Traces } from './looks.ts';
import { type Quantity, readQuantity } from './quantity.ts';
import { readSlice, type Slice } from './slice.ts';

/** What a screen wants to see of a file. */
export type Look =
  | { of: 'contents' }
  | { of: 'slice'; dataset: string; selection: string }
  | { of: 'thumbnail'; channel: string; width: number; height: number }
  | { of: 'traces'; stretches: number }
  | { of: 'quantity'; channel: string; quantity: TrendQuantity };

export type Looked =
  | { of: 'contents'; contents: FileContents }
  | { of: 'slice'; slice: Slice }
  | { of: 'thumbnail'; thumbnail: Thumbnail }
  | { of: 'traces'; traces: Traces }
  /** null: the file has not the channel. */
  | { of: 'quantity'; quantity: Quantity | null };

/** In the reading thread. */
export function lookInto(h5: H5, scratch: Scratch, path: string, look: Look): Looked {
  switch (look.of) {
    case 'contents':
      return { of: 'contents', contents: readContents(h5, scratch, path) };
    case 'slice':
      return { of: 'slice', slice: readSlice(h5, scratch, path, look.dataset, look.selection) };
    case 'thumbnail':
      return { of: 'thumbnail', thumbnail: readThumbnail(h5, scratch, path, look.channel, look) };
    case 'traces':
      return { of: 'traces', traces: readTraces(h5, scratch, path, look.stretches) };
    case 'quantity':
      return { of: 'quantity', quantity: readQuantity(h5, scratch, path, look.channel, look.quantity) };
  }
}

/** Memory that goes along to the other thread instead of being copied. */
export function memoryOf(looked: Looked): ArrayBuffer[] {
  switch (looked.of) {
    case 'contents':
    case 'quantity':
      return [];
    case 'slice':
      return [looked.slice.bytes.buffer];
    case 'thumbnail':
      return [looked.thumbnail.bytes.buffer];
    case 'traces':
      return [looked.traces.bytes.buffer];
  }
}
