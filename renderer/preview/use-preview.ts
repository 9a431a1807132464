import { useEffect, useMemo, useState } from 'react';
import type { PulseFacts } from '../../core/contract/api.ts';
import { messageOf } from '../../core/contract/errors.ts';
import type { PulsePreview } from '../../core/contract/preview.ts';
import { useAsk } from '../store/ask.ts';
import { useStore } from '../store/store.ts';
import { createKept, type Kept } from './kept.ts';
import { versionOf } from './newer.ts';
import { keyOf } from './places.ts';

const previewsMost = 12;

export type AskedPreview = {
  /** Of the pulse before, until that of this pulse is here. */
  preview: PulsePreview | null;
  /** Belongs to the pulse that is asked for. */
  isHere: boolean;
  trouble: string | null;
  again(): void;
};

export function useKeptPreviews(): Kept<PulsePreview> {
  return useMemo(() => createKept<PulsePreview>(previewsMost, () => 1), []);
}

/** Of what is kept: a pulse that was captured again is another. */
export function previewKey(pulse: PulseFacts, version: string): string {
  return `${keyOf(pulse)} ${version}`;
}

/** What stands in the files of a pulse; asked again when something of its captures changes. */
export function usePreview(pulse: PulseFacts | null, kept: Kept<PulsePreview>): AskedPreview {
  const ask = useAsk();
  const version = useStore(({ exporter }) => versionOf(exporter.captures, pulse));
  const [found, setFound] = useState<{ key: string; preview: PulsePreview } | null>(null);
  const [failed, setFailed] = useState<{ key: string; trouble: string } | null>(null);
  const [turn, setTurn] = useState(0);
  const [pulseId, timestampNs] = [pulse?.pulseId, pulse?.timestampNs];
  const key = pulse === null ? null : previewKey(pulse, version);
  const known = key === null ? undefined : kept.get(key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a reason to ask anew
  useEffect(() => {
    if (key === null || pulseId === undefined || timestampNs === undefined) return;
    const before = kept.get(key);
    if (before !== undefined) return setFound({ key, preview: before });
    let wanted = true;
    ask('previewPulse', { pulseId, timestampNs }).then(
      (preview) => {
        kept.set(key, preview);
        if (!wanted) return;
        setFound({ key, preview });
        setFailed(null);
      },
      (error: unknown) => wanted && setFailed({ key, trouble: messageOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [ask, key, pulseId, timestampNs, kept, turn]);

  const preview = known ?? found?.preview ?? null;
  return {
    preview: key === null ? null : preview,
    isHere: key !== null && preview !== null && preview.pulse.pulseId === pulseId && preview.pulse.timestampNs === timestampNs,
    trouble: failed?.key === key ? (failed?.trouble ?? null) : null,
    again: () => {
      setFailed(null);
      setTurn((last) => last + 1);
    },
  };
}
