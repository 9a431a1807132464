import { StateMark } from '../marks/StateMark.tsx';
import { useStore } from '../store/store.ts';
import { AreaExperiment } from './AreaExperiment.tsx';
import { CaptureActions } from './CaptureActions.tsx';
import { LastPulse } from './LastPulse.tsx';
import { lampsOf } from './lamps.ts';
import { NextCapture } from './NextCapture.tsx';
import './bar.css';

const roles = { leader: 'Leader', follower: 'Follower', alone: 'Alone' } as const;

/** What an operator must always see, on every screen. */
export function TopBar() {
  const { name, group, simulated } = useStore(({ exporter }) => exporter);
  const exporter = useStore((store) => store.exporter);
  return (
    <header className="top-bar">
      <div className="role">
        <span className="caption">
          {roles[group?.role ?? 'alone']}
          {simulated && ', simulated'}
        </span>
        <span className="value cut">{name}</span>
      </div>
      <AreaExperiment />
      <LastPulse />
      <NextCapture />
      <ul className="lamps" aria-label="Connections">
        {lampsOf(exporter).map(({ name: lamp, state, word, sentence }) => (
          <li key={lamp} className={`lamp ${state}`} title={sentence}>
            <StateMark state={state} />
            <span className="caption">{lamp}</span>
            <span className="word">{word}</span>
          </li>
        ))}
      </ul>
      <CaptureActions />
    </header>
  );
}
