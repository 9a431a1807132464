import type { ChannelOutcome } from '../../../core/contract/api.ts';
import type { ImageFigures, ThumbnailHeader } from '../../../core/contract/data.ts';
import type { PreviewChannel, PulsePreview, SampleFacts } from '../../../core/contract/preview.ts';
import { pulseNo } from '../states.ts';

export const sample: SampleFacts = {
  ...{ source: 'kafka:cam-1/0@17', sampleTimestampNs: pulseNo(1).timestampNs, offsetMs: 0.4, match: 'pulse-id', pulseId: null },
  alarm: null,
};

export function channelOf(channel: string, more: Partial<PreviewChannel> = {}): PreviewChannel {
  return {
    ...{ channel, device: channel, exporter: 'laser-1', file: 'a.h5', type: 'scalar', kind: 'number', dtype: 'float64', shape: [] },
    ...{ units: null, xUnits: null, text: null, number: null, sample, attributes: {} },
    ...more,
  };
}

export function numberOf(channel: string, number: number, more: Partial<PreviewChannel> = {}): PreviewChannel {
  return channelOf(channel, { number, text: String(number), ...more });
}

export function missingOf(channel: string, more: Partial<ChannelOutcome> = {}): ChannelOutcome {
  return { channel, device: channel, code: 'missing', sentence: `${channel}: no message.`, ...more };
}

export function previewOf(number: number, channels: readonly PreviewChannel[], missing: readonly ChannelOutcome[] = []): PulsePreview {
  return {
    ...{ pulse: pulseNo(number), metadata: null, unread: [], away: [] },
    files: [{ file: 'a.h5', exporter: 'laser-1', attempt: 1, captureId: String(number), bytes: 1000, channels: channels.length }],
    ...{ channels: [...channels], missing: [...missing] },
  };
}

export const darkFigures: ImageFigures = {
  ...{ min: 0, max: 100, mean: 10, sum: 1000, centroidX: 50, centroidY: 40, fwhmX: 9, fwhmY: 9, saturated: 0 },
};

export const smallHeader: ThumbnailHeader = {
  ...{ rows: 100, columns: 200, width: 2, height: 1, figures: darkFigures, percentiles: [1, 2, 10, 60, 70, 90] },
};
