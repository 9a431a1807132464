import type { PulseFacts } from '../../core/contract/api.ts';
import type { Neighbours, PulsePreview } from '../../core/contract/preview.ts';
import type { Kept } from './kept.ts';
import { type ReferenceChoice, useSheetSettings } from './sheet-settings.ts';
import { usePreview } from './use-preview.ts';

export type Reference = { pulse: PulseFacts | null; preview: PulsePreview | null; trouble: string | null };

/** Which pulse that is, for the one that is shown. */
export function referencePulse(choice: ReferenceChoice, neighbours: Pick<Neighbours, 'previous'> | null): PulseFacts | null {
  if (choice.kind === 'none') return null;
  return choice.kind === 'previous' ? (neighbours?.previous ?? null) : choice.pulse;
}

export function useReference(neighbours: Neighbours | null, kept: Kept<PulsePreview>): Reference {
  const choice = useSheetSettings(({ reference }) => reference);
  const pulse = referencePulse(choice, neighbours);
  const { preview, isHere, trouble } = usePreview(pulse, kept);
  return { pulse, preview: isHere ? preview : null, trouble };
}
