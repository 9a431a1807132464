export const dataPath = '/data/';

/**
 * A file as screens name it: relative to the data folder, with forward slashes, as captures have it; or a whole path, of a folder that the settings allow or of a file
 * that a person has opened.
 */
export type FileName = string;

/** What is asked for under `/data/`; each answer is a frame. Numbers and names are queries, written by URLSearchParams. */
export const dataRoutes = {
  /** file, dataset, selection (as numpy, "0,10:20,::4"; left out: all). Header: SliceHeader. */
  slice: `${dataPath}slice`,
  /** file, channel, width, height. Header: ThumbnailHeader; bytes: float32, the mean of the pixels each stands for. */
  thumbnail: `${dataPath}thumbnail`,
  /** file, stretches. Header: TracesHeader; bytes: float32, smallest and largest of each stretch in turn, NaN where there is none. */
  traces: `${dataPath}traces`,
} as const;

/** numpy's names of what one element is. */
export type SliceHeader = { dtype: string; shape: number[] };

/** Of all pixels, not of the thumbnail's. Positions in pixels, from the middle of the first; what has no meaning (of a dark image) is null. */
export type ImageFigures = {
  min: number;
  max: number;
  mean: number;
  sum: number;
  centroidX: number | null;
  centroidY: number | null;
  fwhmX: number | null;
  fwhmY: number | null;
  /** At the most its bit depth can tell. null for floats. */
  saturated: number | null;
};

export type ThumbnailHeader = {
  rows: number;
  columns: number;
  width: number;
  height: number;
  figures: ImageFigures;
  /** Values below which 0.1, 1, 50, 99, 99.5 and 99.9 % of the pixels lie. */
  percentiles: [number, number, number, number, number, number];
};

/** `count`: elements in the file; `values`: numbers here, in the order of the channels. */
export type TracesHeader = { channels: { channel: string; count: number; values: number; least: number | null; most: number | null }[] };
