import { useRef } from 'react';
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

/** What the shown pulse is compared with. While the next one is read, that of the pulse before is still shown: `before` belongs to it, `now` does not. */
export function comparedWith(before: PulsePreview | null, now: PulsePreview | null, isHere: boolean): PulsePreview | null {
  return isHere ? now : before;
}

export function useComparedWith(now: PulsePreview | null, isHere: boolean): PulsePreview | null {
  const last = useRef<PulsePreview | null>(null);
  last.current = comparedWith(last.current, now, isHere);
  return last.current;
}
