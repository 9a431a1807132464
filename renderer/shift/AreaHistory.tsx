import { Trouble } from '../parts/Trouble.tsx';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { noteSentence } from './notes.ts';
import { whenOf } from './service-ends.ts';
import { useMetadataNotes } from './use-notes.ts';

const everyMinuteMs = 60_000;
/** Older ones stand in the journal. */
const shownMost = 50;

/** Who changed area and experiment, and when. */
export function AreaHistory() {
  const { notes, trouble } = useMetadataNotes();
  const isFollower = useStore(({ exporter }) => exporter.group?.role === 'follower');
  const now = useNow(everyMinuteMs);
  return (
    <section className="history" aria-label="Changes of area and experiment">
      <h3>Changes</h3>
      <Trouble sentence={trouble} />
      {notes?.length === 0 && (
        <p className="soft small">Nobody has changed them{isFollower ? ' here; the leader keeps who did' : ' yet'}.</p>
      )}
      <ul>
        {notes?.slice(0, shownMost).map(({ at, by, ...note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be of one time and person; the list is only ever replaced
          <li key={`${at} ${index}`}>
            <span className="soft nowrap">{whenOf(at, now)}</span>
            <span>{noteSentence({ at, by, ...note })}</span>
            <span className="caption cut" title={by}>
              {by}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
