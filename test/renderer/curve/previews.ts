import type { PulseFacts } from '../../../core/contract/api.ts';
import type { PreviewChannel, PulsePreview } from '../../../core/contract/preview.ts';

/** Its time is its number: nanoseconds since 1970. */
export function pulseAt(at: number): PulseFacts {
  return { pulseId: String(1000 + at), timestampNs: String(at) };
}

export function previewOf(at: number, channels: PreviewChannel[]): PulsePreview {
  return { pulse: pulseAt(at), metadata: null, files: [], channels, missing: [], unread: [], away: [] };
}

export function channelOf(at: number, change: Partial<PreviewChannel> = {}): PreviewChannel {
  return {
    ...{
      channel: 'SPEC-1',
      device: 'SPEC-1',
      exporter: 'e',
      file: `${at}.h5`,
      type: 'waveform',
      kind: 'curve',
      dtype: 'float64',
      shape: [1],
    },
    ...{ units: 'counts', xUnits: 'nm', text: null, number: null, attributes: {} },
    sample: { source: 'kafka:spec-1/0@1', sampleTimestampNs: null, offsetMs: null, match: null, pulseId: null, alarm: null },
    ...change,
  };
}
