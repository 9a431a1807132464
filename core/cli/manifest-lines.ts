import type { ManifestFacts } from '../contract/manifest.ts';
import { type Reason, reasonLines } from './reasons.ts';

/** Said once when it changes, and nothing while all is well; `before` is what was told last. Cautions are for a check. */
export function manifestLines(now: ManifestFacts | null, before: ManifestFacts | null): string[] | null {
  if (now === null || now.state === 'unknown') return null;
  const isOld = now.failure !== null;
  const [refused, known] = [refusedIn(now), refusedIn(before)];
  if (isOld && now.failure?.code !== before?.failure?.code) return [`  ${now.sentence} [${now.failure?.code ?? ''}]`];
  const isAsBefore = JSON.stringify(refused) === JSON.stringify(known) && (isOld || (before?.failure ?? null) === null);
  if (isAsBefore) return null;
  return [`  ${now.sentence}`, ...reasonLines(refused, known)];
}

/** One cause for all channels that break the same rule. */
function refusedIn(manifest: ManifestFacts | null): Reason[] {
  const refused = manifest?.findings.filter(({ answer }) => answer === 'refused') ?? [];
  return refused.map(({ channel, sentence, rule }) => ({ code: 'refused', channel, sentence, failure: { code: rule } }));
}
