import type { GroupFacts, GroupMember } from '../../core/contract/group.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { duration, grouped } from '../words/numbers.ts';
import { type LoadBar, loadBars, loadKeys, loadTitles } from './loads.ts';
import { type CountKey, countSays, countsOf, countTitles, memberLooks } from './members.ts';

const counts = ['announced', 'received', 'backFilled', 'awaited', 'givenUp', 'superseded'] as const satisfies readonly CountKey[];

export function MemberTable({ group }: { group: GroupFacts }) {
  const own = useStore(({ exporter }) => exporter.name);
  const { members, role, leader } = group;
  return (
    <section className="panel group-members" aria-label="Exporters of the group">
      <header>
        <h2>Exporters</h2>
        <span className="soft small">
          {role === 'leader' ? `${members.length}, each as it last told` : `this one; ${leader ?? 'a leader'} knows of all`}
        </span>
        <span className="grow" />
        <span className="caption wide">load of one pulse, as measured; the longest bar is the busiest exporter’s</span>
      </header>
      {members.length === 0 ? (
        <p className="empty">
          {role === 'alone' ? 'It has left the group, and captures alone with its own settings.' : 'No exporter has been heard yet.'}
        </p>
      ) : (
        <ScrollPlace className="group-scroll">
          <table className="table">
            <thead>
              <tr>
                <th>Exporter</th>
                <th>State</th>
                <th>Heartbeat</th>
                {loadKeys.map((key) => (
                  <th key={key}>{loadTitles[key]}</th>
                ))}
                {counts.map((key) => (
                  <th key={key} className="number" title={countSays[key]}>
                    {countTitles[key]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <MemberLine key={member.name} {...{ member, members, isOwn: member.name === own }} />
              ))}
            </tbody>
          </table>
        </ScrollPlace>
      )}
    </section>
  );
}

function MemberLine({ member, members, isOwn }: { member: GroupMember; members: readonly GroupMember[]; isOwn: boolean }) {
  const now = useNow();
  const { name, role, state, sentence, since, load } = member;
  const { mark, word, says } = memberLooks[state];
  const told = member.counts === null ? null : countsOf(member.counts);
  return (
    <tr>
      <td>
        <b>{name}</b> <span className="soft">{role}</span>
        {isOwn && <span className="caption"> this one</span>}
      </td>
      <td>
        <span className={`nowrap word-${mark}`} title={says}>
          <StateMark state={mark} /> {word}
        </span>
      </td>
      <td className="heartbeat">
        {sentence}{' '}
        <span className="caption">
          since {since.slice(11, 19)} UTC, {duration(Math.max(0, now - Date.parse(since)))}
        </span>
      </td>
      {loadBars(load, members).map((bar) => (
        <td key={bar.key}>
          <Bar bar={bar} />
        </td>
      ))}
      {counts.map((key) => (
        <td key={key} className={`number ${key === 'givenUp' && told !== null && told.givenUp > 0 ? 'word-act strong' : ''}`}>
          {told === null ? <span className="soft">–</span> : grouped(String(told[key]))}
        </td>
      ))}
    </tr>
  );
}

function Bar({ bar: { share, text } }: { bar: LoadBar }) {
  return (
    <span className="load">
      <span className="track" aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className="number">{text}</span>
    </span>
  );
}
