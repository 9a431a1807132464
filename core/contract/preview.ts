import type { ChannelOutcome, Metadata, PulseFacts } from './api.ts';
import type { FileName, ImageFigures } from './data.ts';
import type { Failure } from './errors.ts';

/** Where a value comes from, as its file says. */
export type SampleFacts = {
  /** kafka:topic/partition@offset, or archiver:pv. */
  source: string;
  sampleTimestampNs: string | null;
  /** Sample's time minus pulse's time, milliseconds. */
  offsetMs: number | null;
  match: string | null;
  /** Where it is not the pulse's own. */
  pulseId: string | null;
  alarm: { severity: string; status: string | null } | null;
};

export type PreviewChannel = {
  channel: string;
  /** null where the settings know it no more. */
  device: string | null;
  exporter: string;
  file: FileName;
  /** Of the Gateway: scalar, image, float_image, waveform, vector. */
  type: string;
  kind: 'image' | 'curve' | 'number' | 'text';
  dtype: string;
  /** Empty for one value; of an image rows before columns. */
  shape: number[];
  /** Of a waveform its y. */
  units: string | null;
  xUnits: string | null;
  /** Of a number and a text: 64-bit numbers keep all their digits. */
  text: string | null;
  number: number | null;
  sample: SampleFacts;
  /** All other attributes of the channel: bit depth, exposure, gain, size of a pixel, labels. */
  attributes: Record<string, string | number | string[]>;
};

export type PreviewFile = { file: FileName; exporter: string; attempt: number; captureId: string | null; bytes: number; channels: number };

/** One pulse over all files of it that this machine can read; of two with the same channel the later attempt counts. */
export type PulsePreview = {
  pulse: PulseFacts;
  metadata: Metadata | null;
  files: PreviewFile[];
  channels: PreviewChannel[];
  /** Expected and in none of the files. */
  missing: ChannelOutcome[];
  /** Files of it that are there and can't be read. */
  unread: { file: FileName; failure: Failure }[];
  /** Captures whose files are gone, or on a machine that this one does not see. */
  away: string[];
};

/** Pulses with a file here, beside this one in time. */
export type Neighbours = { previous: PulseFacts | null; next: PulseFacts | null; newest: PulseFacts | null };

export const trendQuantities = ['value', 'mean', 'sum', 'max', 'centroidX', 'centroidY', 'fwhmX', 'fwhmY', 'saturated'] as const;
/** `value` is of a scalar; of a curve there are mean, sum and max; the others are of images. */
export type TrendQuantity = (typeof trendQuantities)[number];

export type TrendPoint = { pulse: PulseFacts; captureId: string; value: number | null /** Why there is none. */; why: string | null };

export type TrendPage = {
  /** Oldest first. */
  points: TrendPoint[];
  units: string | null;
  /** Captures in the whole range, and of how many of them about one is read: a week of fast pulses is sampled. */
  captures: number;
  every: number;
  /** Where the next page begins; null: this was the last. */
  next: string | null;
};
export const trendPageMost = 200;

export type { ImageFigures };

export type PreviewApi = {
  /** NOT_FOUND where no capture of this exporter and no readable file is of that pulse. */
  previewPulse(request: PulseFacts): Promise<PulsePreview>;
  neighbourPulses(request: { timestampNs: string }): Promise<Neighbours>;
  trend(request: {
    channel: string;
    quantity: TrendQuantity;
    fromNs: string;
    toNs: string;
    limit: number;
    after?: string;
  }): Promise<TrendPage>;
};
export const previewCommands = ['previewPulse', 'neighbourPulses', 'trend'] as const satisfies readonly (keyof PreviewApi)[];
