import { useStore } from '../store/store.ts';

/** Where there is nothing to assign. */
export function AloneNote({ devices }: { devices: number }) {
  const group = useStore(({ exporter }) => exporter.group);
  const name = useStore(({ exporter }) => exporter.name);
  return (
    <p className="empty">
      {group === null || group.role === 'alone'
        ? `There is one exporter, ${name}, and it captures all ${devices} devices. Devices can be moved between exporters once its settings name a group.`
        : group.leader === null
          ? 'Nobody leads the group at the moment, so there is no plan to change.'
          : `${group.leader} has not told a plan yet.`}
    </p>
  );
}
