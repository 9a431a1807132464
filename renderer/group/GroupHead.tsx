import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { GroupFacts } from '../../core/contract/group.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { useStore } from '../store/store.ts';
import { duration } from '../words/numbers.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { actionsOf, type GroupAction, ignoredSentence } from './members.ts';
import { lagOf } from './pulse-rows.ts';

const roles = { leader: 'leads the group', follower: 'follows', alone: 'is alone' } as const;
const actions = ['becomeLeader', 'joinGroup', 'leaveGroup'] as const satisfies readonly GroupAction[];

export function GroupHead({ group }: { group: GroupFacts }) {
  const name = useStore(({ exporter }) => exporter.name);
  const lag = useStore(({ exporter }) => lagOf(exporter));
  const [asked, setAsked] = useState<GroupAction | null>(null);
  const { role, leader, epoch, sentence, ignored } = group;
  const possible = actionsOf(group, name);
  const words = asked === null ? undefined : possible[asked];
  const ignoredWords = ignoredSentence(ignored);
  const isLost = role === 'follower' && leader === null;
  return (
    <section className="panel group-head" aria-label="This exporter in its group">
      <div className="in-row">
        <StateMark state={isLost ? 'act' : role === 'alone' ? 'unknown' : 'ok'} />
        <h2>
          {name} {roles[role]}
        </h2>
        <p className="soft grow" aria-live="polite">
          {sentence}
        </p>
        {actions.map((action) => {
          const offered = possible[action];
          return (
            offered !== undefined && (
              <Button key={action} onClick={() => setAsked(action)}>
                {offered.give}…
              </Button>
            )
          );
        })}
      </div>
      <p className="caption">
        {leader === null ? 'Nobody leads' : `Led by ${leader}`}, epoch {epoch}
        {group.plan !== null && `, plan ${group.plan.version}`}
        {lag !== null && `; this exporter began its newest live pulse ${duration(lag)} after it`}
        {ignoredWords !== null && `. ${ignoredWords}`}
      </p>
      {asked !== null && words !== undefined && <ActionDialog action={asked} words={words} onClose={() => setAsked(null)} />}
    </section>
  );
}
