import type { GroupFacts } from '../../contract/group.ts';
import { counted } from '../../contract/words.ts';
import { size } from '../size.ts';

/** Who has how many devices, and what one pulse of them takes. */
export function planLines(facts: GroupFacts | null): string[] {
  if (facts === null || facts.plan === null) return ['  There is no plan: nobody leads now.'];
  const { members, plan, leader, epoch } = facts;
  const width = Math.max(...members.map(({ name }) => name.length));
  const pins = Object.keys(plan.pins).length;
  const pinned = pins === 0 ? '' : `, ${counted(pins, 'device')} pinned`;
  return [
    `  Plan ${plan.version} of ${leader} (epoch ${epoch})${pinned}:`,
    ...members.map(({ name, role, state, load }) => {
      const { devices, channels, bytes, ms } = load;
      const cells = [counted(devices, 'device').padStart(11), counted(channels, 'channel').padStart(12), size(bytes).padStart(9)];
      return `    ${name.padEnd(width)}  ${cells.join('  ')}  ${ms.toFixed(1).padStart(6)} ms a pulse  ${role === 'leader' ? 'leads' : state}`;
    }),
  ];
}
