import type { H5Entity, Json } from '../contract/explorer.ts';
import type { TrendQuantity } from '../contract/preview.ts';
import { type FileContents, readContents } from './contents.ts';
import { attributesIn, entityIn, valueIn } from './explore.ts';
import { pathsIn } from './explore-paths.ts';
import type { H5, Scratch } from './h5.ts';
import { keepIn } from './keep-in.ts';
import { readThumbnail, readTraces, type Thumbnail, type Traces } from './looks.ts';
import { type Quantity, readQuantity } from './quantity.ts';
import { readSlice, type Slice } from './slice.ts';

/** What a screen wants to see of a file. */
export type Look =
  | { of: 'contents' }
  | { of: 'slice'; dataset: string; selection: string }
  | { of: 'thumbnail'; channel: string; width: number; height: number }
  | { of: 'traces'; stretches: number }
  | { of: 'quantity'; channel: string; quantity: TrendQuantity }
  | { of: 'entity'; path: string }
  | { of: 'attributes'; path: string }
  | { of: 'value'; path: string; selection: string }
  | { of: 'paths' };

export type Looked =
  | { of: 'contents'; contents: FileContents }
  | { of: 'slice'; slice: Slice }
  | { of: 'thumbnail'; thumbnail: Thumbnail }
  | { of: 'traces'; traces: Traces }
  /** null: the file has not the channel. */
  | { of: 'quantity'; quantity: Quantity | null }
  | { of: 'entity'; entity: H5Entity }
  | { of: 'attributes'; attributes: Record<string, Json> }
  | { of: 'value'; value: { values: Json; shape: number[] } }
  | { of: 'paths'; found: { paths: string[]; beyond: number } };

/** In the reading thread. */
export function lookInto(h5: H5, scratch: Scratch, path: string, look: Look): Looked {
  return keepIn(h5, path, () => lookAt(h5, scratch, path, look));
}

function lookAt(h5: H5, scratch: Scratch, path: string, look: Look): Looked {
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
    default:
      return withFile(h5, path, (file) => explore(h5, scratch, file, look));
  }
}

type Exploring = Extract<Look, { of: 'entity' | 'attributes' | 'value' | 'paths' }>;

function explore(h5: H5, scratch: Scratch, file: bigint, look: Exploring): Looked {
  switch (look.of) {
    case 'entity':
      return { of: 'entity', entity: entityIn(h5, file, look.path) };
    case 'attributes':
      return { of: 'attributes', attributes: attributesIn(h5, scratch, file, look.path) };
    case 'value':
      return { of: 'value', value: valueIn(h5, scratch, file, look.path, look.selection) };
    case 'paths':
      return { of: 'paths', found: pathsIn(h5, file) };
  }
}

/** Closed in any case, so that a file can be removed or written anew. */
function withFile<T>(h5: H5, path: string, work: (file: bigint) => T): T {
  const file = h5.open(path, h5.H5F_ACC_RDONLY, false, -1, -1);
  try {
    return work(file);
  } finally {
    h5.close_file(file);
  }
}

/** Memory that goes along to the other thread instead of being copied. */
export function memoryOf(looked: Looked): ArrayBuffer[] {
  switch (looked.of) {
    case 'slice':
      return [looked.slice.bytes.buffer];
    case 'thumbnail':
      return [looked.thumbnail.bytes.buffer];
    case 'traces':
      return [looked.traces.bytes.buffer];
    default:
      return [];
  }
}
