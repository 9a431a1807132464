import { useStore } from '../store/store.ts';
import { GroupHead } from './GroupHead.tsx';
import { MemberTable } from './MemberTable.tsx';
import { PulseTable } from './PulseTable.tsx';
import './group.css';

/** Who is in the group, how each does, and what became of the last pulses over all of them. */
export function GroupScreen() {
  const group = useStore(({ exporter }) => exporter.group);
  if (group === null)
    return (
      <main className="screen">
        <section className="panel" aria-label="Group">
          <p className="empty">
            This exporter is alone: it chooses the pulses and captures all devices. Where one machine is not enough, name a group in
            Settings on each machine: those that may lead, and a name for each.
          </p>
        </section>
      </main>
    );
  return (
    <main className="screen group-screen">
      <GroupHead group={group} />
      <MemberTable group={group} />
      <PulseTable group={group} />
    </main>
  );
}
