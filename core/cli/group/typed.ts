export type Typed = { kind: 'kill' | 'pause' | 'lead'; name: string } | { kind: 'plan' };

const kinds: Readonly<Record<string, 'kill' | 'pause' | 'lead'>> = { k: 'kill', s: 'pause', l: 'lead' };
export const typedUsage = 'Type k2 to kill laser-2, s2 to stop it for 10 s, l2 to make it the leader, p for the plan.';

/** What a person wants who typed this; a sentence where that is not to be had. */
export function readTyped(text: string, names: readonly string[]): Typed | string {
  if (text === 'p') return { kind: 'plan' };
  const [, letter = '', number = ''] = /^([ksl])\s*(\d+)$/.exec(text) ?? [];
  const kind = kinds[letter];
  if (kind === undefined) return typedUsage;
  const name = names[Number(number) - 1];
  return name === undefined ? `There is no laser-${number}: they are ${names[0]} to ${names.at(-1)}.` : { kind, name };
}
