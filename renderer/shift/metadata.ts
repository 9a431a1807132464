import type { ExporterState, Metadata, PulseFacts } from '../../core/contract/api.ts';

export const factTitles = { activeArea: 'Active area', activeExperiment: 'Experiment' } as const satisfies Record<keyof Metadata, string>;
export const factNames = ['activeArea', 'activeExperiment'] as const satisfies readonly (keyof Metadata)[];

export const asSettingsSay = 'as the settings say';

/** What the file of the newest pulse says. */
export type InForce = {
  metadata: Metadata;
  pulse: PulseFacts;
  /** The oldest of the pulses in a row that say the same. */
  since: PulseFacts;
  /** Pulses before those are not remembered here. */
  orBefore: boolean;
};

/** null until a pulse was captured. One that is taken again says what its first file said, so pulses are looked at, not attempts. */
export function inForce({ captures }: Pick<ExporterState, 'captures'>): InForce | null {
  const told = captures
    .flatMap(({ metadata, pulse }) => (metadata === undefined ? [] : [{ metadata, pulse }]))
    .sort((left, right) => Number(BigInt(right.pulse.timestampNs) - BigInt(left.pulse.timestampNs)));
  const [newest] = told;
  if (newest === undefined) return null;
  const other = told.findIndex(({ metadata }) => !isSame(metadata, newest.metadata));
  const since = told.at(other < 0 ? -1 : other - 1) ?? newest;
  return { ...newest, since: since.pulse, orBefore: other < 0 };
}

/** What the next pulse will say where it is known: set by a person; else as the newest said, unless a set one was taken back since. */
export function nextFacts(state: Pick<ExporterState, 'captures' | 'metadata'>): { [F in keyof Metadata]: string | null } {
  const now = inForce(state)?.metadata;
  return {
    activeArea: state.metadata.activeArea ?? now?.activeArea ?? null,
    activeExperiment: state.metadata.activeExperiment ?? now?.activeExperiment ?? null,
  };
}

export type FactChange = { fact: keyof Metadata; from: string; to: string };
/** null: as the settings say again. A fact that is not in it stays as it is. */
export type Wanted = { [F in keyof Metadata]?: string | null };

/** A follower does not know what a person has set at its leader. */
export function isToldByLeader({ group }: Pick<ExporterState, 'group'>): boolean {
  return group?.role === 'follower';
}

/** What a person is asked to confirm. Empty where nothing would change. */
export function changesOf(state: Pick<ExporterState, 'captures' | 'metadata' | 'group'>, wanted: Wanted): FactChange[] {
  const now = nextFacts(state);
  return factNames.flatMap((fact) => {
    const value = wanted[fact];
    if (value === undefined) return [];
    const set = state.metadata[fact];
    if (value === null ? set === undefined && !isToldByLeader(state) : value === (set ?? now[fact])) return [];
    return [{ fact, from: now[fact] ?? asSettingsSay, to: value ?? asSettingsSay }];
  });
}

function isSame(left: Metadata, right: Metadata): boolean {
  return factNames.every((fact) => left[fact] === right[fact]);
}
