import type { PulseFacts } from '../../core/contract/api.ts';
import type { PreviewChannel, PulsePreview } from '../../core/contract/preview.ts';

/** What a view of one channel is told. The reference is the pulse that all is compared with; null where none is chosen, or it can't be read. */
export type ViewProps = { preview: PulsePreview; channel: PreviewChannel; reference: PulsePreview | null };

/** What is open on the screen: a pulse, perhaps one channel of it; or the trend of a channel. */
export type PreviewRoute =
  | { kind: 'newest'; channel: string | null }
  | { kind: 'pulse'; pulse: PulseFacts; channel: string | null }
  | { kind: 'trends'; channel: string | null };

const pulsePattern = /^(\d{1,20})@(\d{1,20})(?:\/(.+))?$/;
const otherPattern = /^(newest|trends)(?:\/(.+))?$/;

export function parsePreview(open: string | null): PreviewRoute {
  const pulse = pulsePattern.exec(open ?? '');
  const [, pulseId, timestampNs] = pulse ?? [];
  if (pulseId !== undefined && timestampNs !== undefined)
    return { kind: 'pulse', pulse: { pulseId, timestampNs }, channel: pulse?.[3] ?? null };
  const [, kind, channel = null] = otherPattern.exec(open ?? '') ?? [];
  return kind === 'trends' ? { kind, channel } : { kind: 'newest', channel };
}

/** For go('preview', …). */
export function openOf(route: PreviewRoute): string {
  const place = route.kind === 'pulse' ? `${route.pulse.pulseId}@${route.pulse.timestampNs}` : route.kind;
  return route.channel === null ? place : `${place}/${route.channel}`;
}
