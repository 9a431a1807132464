import type { Failure } from './errors.ts';

/** Why the Gateway would not take a channel as it is, or people may wonder. */
const manifestRules = ['name', 'unknown', 'type', 'colour', 'pixels', 'bit-depth', 'historical', 'units', 'labels'] as const;
export type ManifestRule = (typeof manifestRules)[number];

/** `refused`: the Gateway would not take the channel, or fail over the whole file. `caution`: it takes it, and people may wonder. */
export type ManifestFinding = {
  channel: string;
  answer: 'caution' | 'refused';
  rule: ManifestRule;
  /** What is wrong and what to do, naming the channel. */
  sentence: string;
};

/** `unknown`: not asked yet. `old`: judged by an earlier manifest, because it cannot be fetched now. `unavailable`: there is none to judge by. */
export type ManifestState = 'unknown' | 'current' | 'old' | 'unavailable';

/** The channels of the settings, judged by the manifest of the Operations Gateway. */
export type ManifestFacts = {
  /** Host of the Operations Gateway. */
  gateway: string;
  state: ManifestState;
  /** When the manifest judged by was fetched. */
  at: string | null;
  /** As the Gateway names it: YYYYMMDDHHMMSS. */
  id: string | null;
  /** How many channels the manifest has. */
  channelsKnown: number;
  /** How many channels of the settings were judged, and of them: */
  checked: number;
  refused: number;
  cautions: number;
  /** Those refused first, in the order of the settings; at most `findingsShown`. */
  findings: ManifestFinding[];
  /** "147 of 150 channels would be taken; 3 would be refused." */
  sentence: string;
  /** Why it could not be fetched. */
  failure: Failure | null;
};
export const findingsShown = 500;

export type ManifestEvents = { 'manifest/changed': { manifest: ManifestFacts | null } };

/** What people ask about the manifest. */
export type ManifestApi = {
  /**
   * Fetches the manifest now. Without `settings`, a whole settings object, what is in use is judged; with them those are, and not put in use.
   * Where the Gateway cannot be asked, that is in the facts.
   */
  checkManifest(request: { settings?: unknown }): Promise<ManifestFacts>;
};
