import type { ExporterLoad, GroupMember, PulseCounts } from '../../contract/group.ts';
import type { Member } from './members.ts';

export type Own = { name: string; trouble: string | null; sinceMs: number; counts: PulseCounts };

/** The leader first, then by name. */
export function memberFacts(own: Own, members: readonly Member[], load: (exporter: string) => ExporterLoad): GroupMember[] {
  const leader: GroupMember = {
    ...{ name: own.name, role: 'leader', state: own.trouble === null ? 'joined' : 'unable', sentence: own.trouble ?? 'It leads.' },
    ...{ since: iso(own.sinceMs), load: load(own.name), counts: own.counts },
  };
  const followers = members.map(
    ({ name, state, sentence, sinceMs, counts }): GroupMember => ({
      ...{ name, role: 'follower', state, sentence },
      ...{ since: iso(sinceMs), load: load(name), counts },
    }),
  );
  return [leader, ...followers.sort((a, b) => (a.name < b.name ? -1 : 1))];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
