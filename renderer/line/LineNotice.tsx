import { StateMark } from '../marks/StateMark.tsx';
import { useStore } from '../store/store.ts';
import './line.css';

/** While the line to the exporter is not there: what is shown is old, and says so. */
export function LineNotice() {
  const { state, sentence } = useStore((store) => store.line);
  const known = useStore((store) => store.known);
  if (state === 'connected' && known) return null;
  return (
    <div className={known ? 'line-notice' : 'line-notice whole'} role="alert">
      <StateMark state={state === 'refused' ? 'act' : state === 'lost' ? 'attention' : 'running'} />
      <span>{sentence}</span>
    </div>
  );
}
