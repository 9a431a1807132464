import { counted } from '../words/numbers.ts';
import { leastCaptures, limitSigmas } from './change.ts';

/** `captures`: of this exporter, that have been looked at. `isMore`: older ones are still being read. */
type Known = { captures: number; isMore: boolean };

/** Other exporters' captures are in no journal of this one, so that of their channels nothing is known. */
export function spreadWords({ captures, isMore }: Known): string {
  if (captures >= leastCaptures)
    return `σ is of the last ${captures} captures of this exporter. Bold where the change is beyond ${limitSigmas} σ.`;
  if (isMore) return 'σ: the last captures of this exporter are being read…';
  return `σ needs ${leastCaptures} captures of this exporter; ${captures === 0 ? 'none is' : `${captures} ${captures === 1 ? 'is' : 'are'}`} here.`;
}

/** Of a channel that is in none of them: short, for below a tile, and whole. */
export function neverWords({ captures, isMore }: Known): { short: string; whole: string } {
  if (isMore) return { short: 'looking further back…', whole: 'The last captures of this exporter are being read.' };
  if (captures === 0) return { short: 'last capture not known', whole: 'This exporter has no other capture with a file here.' };
  return {
    short: `not in the last ${captures} here`,
    whole: `It is not in the last ${counted(captures, 'capture')} of this exporter. Another exporter may have captured it.`,
  };
}
