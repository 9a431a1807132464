import { checkChannel } from './check-channel.ts';
import { checkGroup } from './check-group.ts';
import { checkLimits } from './check-limits.ts';
import { checkNames } from './check-names.ts';
import { checkSources } from './check-sources.ts';
import { checkTopics } from './check-topics.ts';
import type { Parts } from './parts.ts';
import type { Problem } from './problem.ts';

/** What is right by itself and wrong together. Pure. */
export function crossChecks(parts: Parts): Problem[] {
  return [
    ...checkNames(parts),
    ...checkSources(parts),
    ...parts.channels.flatMap(checkChannel),
    ...checkTopics(parts.channels),
    ...checkLimits(parts),
    ...checkGroup(parts),
  ];
}
