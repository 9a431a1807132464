import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { PlanChange, PlanPreview } from '../../core/contract/group.ts';
import { useAsk } from '../store/ask.ts';

/** Somebody may still be choosing. */
const restMs = 200;

export type Preview = { preview: PlanPreview | null; trouble: string | null; isOld: boolean };

/** What the change would do; asked again when the plan is another one. null: nothing is to be changed. */
export function usePreview(pins: PlanChange['pins'] | null, planVersion: number | null): Preview {
  const ask = useAsk();
  const key = JSON.stringify([pins, planVersion]);
  const [found, setFound] = useState<{ key: string; preview: PlanPreview | null; trouble: string | null } | null>(null);
  useEffect(() => {
    const [wanted] = JSON.parse(key);
    if (wanted === null) return setFound(null);
    let isWanted = true;
    const timer = setTimeout(() => {
      ask('previewPlan', { pins: wanted }).then(
        (preview) => isWanted && setFound({ key, preview, trouble: null }),
        (error: unknown) => isWanted && setFound({ key, preview: null, trouble: messageOf(error) }),
      );
    }, restMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [ask, key]);
  return { preview: found?.preview ?? null, trouble: found?.trouble ?? null, isOld: found?.key !== key };
}
