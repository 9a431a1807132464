import type { Failure } from '../contract/errors.ts';
import { findingsShown, type ManifestFacts, type ManifestFinding, type ManifestState } from '../contract/manifest.ts';
import { checkManifest, type JudgedChannel } from './check-manifest.ts';
import type { Manifest } from './port.ts';

/** What is known of a Gateway's manifest: the last one it gave, and why it gives none now. */
export type KnownManifest = { fetched: { manifest: Manifest; atMs: number } | null; failure: Failure | null };

export const nothingKnown: KnownManifest = { fetched: null, failure: null };

/** Those refused first; none where there is nothing to judge by. */
export function findingsBy({ fetched }: KnownManifest, channels: readonly JudgedChannel[]): ManifestFinding[] {
  if (fetched === null) return [];
  const found = checkManifest(channels, fetched.manifest).filter((check) => check.answer !== 'fine');
  return [...found.filter(({ answer }) => answer === 'refused'), ...found.filter(({ answer }) => answer === 'caution')];
}

/** Channel to sentence, of those the Gateway would refuse. */
export function marksOf(findings: readonly ManifestFinding[]): ReadonlyMap<string, string> {
  return new Map(findings.flatMap(({ channel, answer, sentence }) => (answer === 'refused' ? [[channel, sentence]] : [])));
}

/** `gateway` is its host. */
export function manifestFacts(
  gateway: string,
  known: KnownManifest,
  channels: readonly JudgedChannel[],
  findings = findingsBy(known, channels),
  most = findingsShown,
): ManifestFacts {
  const { fetched, failure } = known;
  const refused = findings.filter(({ answer }) => answer === 'refused').length;
  const counts = { checked: channels.length, refused, cautions: findings.length - refused };
  return {
    gateway,
    state: stateOf(known),
    at: fetched === null ? null : new Date(fetched.atMs).toISOString(),
    id: fetched?.manifest.id ?? null,
    channelsKnown: fetched?.manifest.channels.size ?? 0,
    ...counts,
    findings: findings.slice(0, most),
    sentence: sentenceOf(gateway, known, counts),
    failure,
  };
}

function stateOf({ fetched, failure }: KnownManifest): ManifestState {
  if (fetched === null) return failure === null ? 'unknown' : 'unavailable';
  return failure === null ? 'current' : 'old';
}

type Counts = Pick<ManifestFacts, 'checked' | 'refused' | 'cautions'>;

function sentenceOf(gateway: string, { fetched, failure }: KnownManifest, counts: Counts): string {
  if (fetched === null)
    return failure === null
      ? `The Gateway at ${gateway} has not been asked for its manifest yet.`
      : `Which channels the Gateway would take is not known: ${failure.message}`;
  const judged = `${takenText(counts)}${cautionText(counts)}`;
  if (failure === null) return judged;
  return `${judged} So says its manifest of ${new Date(fetched.atMs).toISOString()}, which cannot be fetched now: ${failure.message}`;
}

function takenText({ checked, refused }: Counts): string {
  if (refused === 0) return checked === 1 ? 'The channel would be taken.' : `All ${checked} channels would be taken.`;
  return `${checked - refused} of ${checked} ${checked === 1 ? 'channel' : 'channels'} would be taken; ${refused} would be refused.`;
}

function cautionText({ cautions }: Counts): string {
  if (cautions === 0) return '';
  return cautions === 1 ? ' One is to be looked at.' : ` ${cautions} are to be looked at.`;
}
