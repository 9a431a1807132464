import type { DeviceFacts } from '../../core/contract/devices.ts';
import type { ManifestFacts, ManifestFinding } from '../../core/contract/manifest.ts';

/** What the Gateway would say of a device's channels, by its manifest. `none`: there is nothing to judge by. */
export type Judgement = { answer: 'none' | 'agrees' | 'caution' | 'refused'; word: string; sentence: string };

export function judgementOf(
  { channels }: DeviceFacts,
  manifest: ManifestFacts | null,
  findings: ReadonlyMap<string, readonly ManifestFinding[]>,
): Judgement {
  if (manifest === null) return { answer: 'none', word: 'no Gateway', sentence: 'Files are not uploaded, so no manifest is asked.' };
  const found = channels.flatMap(({ name }) => findings.get(name) ?? []);
  const worst = found.find(({ answer }) => answer === 'refused') ?? found[0];
  const sentence = found.map((each) => each.sentence).join(' ');
  if (worst !== undefined) return { answer: worst.answer, word: worst.answer === 'refused' ? 'would be refused' : 'caution', sentence };
  if (manifest.state === 'unknown' || manifest.state === 'unavailable')
    return { answer: 'none', word: 'not checked', sentence: manifest.sentence };
  return { answer: 'agrees', word: 'agrees', sentence: manifest.sentence };
}
