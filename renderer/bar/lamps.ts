import type { ExporterState, SourceFacts } from '../../core/contract/api.ts';
import { bytes } from '../words/numbers.ts';

/** `unknown` until it was asked; `attention`: will not do for long; `act`: somebody has to do something now. */
export type Lamp = { name: string; state: 'ok' | 'unknown' | 'attention' | 'act'; word: string; sentence: string };

/** Only what this exporter has: one without a group has no lamp for it. */
export function lampsOf(state: ExporterState): Lamp[] {
  return [
    ...(['kafka', 'archiver'] as const).flatMap((source) => sourceLamp(state.sources.find((each) => each.source === source))),
    ...pulsesLamp(state.sources.find(({ source }) => source === 'pulses')),
    ...gatewayLamp(state),
    ...groupLamp(state),
    diskLamp(state),
  ];
}

const names = { kafka: 'Kafka', archiver: 'Archiver', pulses: 'Pulses' } as const;
const words = { unknown: 'not asked yet', reachable: 'ok', unreachable: 'no answer' } as const;
const states = { unknown: 'unknown', reachable: 'ok', unreachable: 'act' } as const;

function sourceLamp(facts: SourceFacts | undefined): Lamp[] {
  if (facts === undefined) return [];
  return [{ name: names[facts.source], state: states[facts.state], word: words[facts.state], sentence: facts.sentence }];
}

/** It is a topic or a PV of the others: worth a lamp only when it does not answer. */
function pulsesLamp(facts: SourceFacts | undefined): Lamp[] {
  return facts?.state === 'unreachable' ? sourceLamp(facts) : [];
}

function gatewayLamp({ uploads }: ExporterState): Lamp[] {
  if (uploads === null) return [];
  const { state, queued, waiting, sentence, failure } = uploads;
  const files = queued + waiting;
  const word = state === 'held' ? `held, ${files} queued` : state === 'away' ? 'no answer' : files === 0 ? 'ok' : `${files} queued`;
  const lamp = state === 'away' || state === 'held' ? 'attention' : 'ok';
  return [{ name: 'Gateway', state: lamp, word, sentence: failure?.message ?? `${uploads.gateway}: ${sentence}` }];
}

function groupLamp({ group }: ExporterState): Lamp[] {
  if (group === null) return [];
  const there = group.members.filter(({ state }) => state === 'joined').length;
  if (group.role === 'leader') {
    const all = group.members.length;
    return [{ name: 'Group', state: there < all ? 'attention' : 'ok', word: `${there} of ${all}`, sentence: group.sentence }];
  }
  const word = group.leader === null ? 'no leader' : `follows ${group.leader}`;
  return [
    {
      name: 'Group',
      state: group.leader === null && group.role === 'follower' ? 'act' : 'ok',
      word: group.role === 'alone' ? 'alone' : word,
      sentence: group.sentence,
    },
  ];
}

function diskLamp({ disk }: ExporterState): Lamp {
  if (disk === null)
    return { name: 'Disk', state: 'unknown', word: 'not asked yet', sentence: 'The data folder has not been looked at yet.' };
  const { state, sentence, freeBytes } = disk;
  if (state === 'ok') return { name: 'Disk', state: 'ok', word: freeBytes === null ? 'ok' : `${bytes(freeBytes)} free`, sentence };
  return { name: 'Disk', state: 'act', word: state === 'low' ? 'nearly full' : "can't be written", sentence };
}
