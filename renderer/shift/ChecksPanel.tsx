import { StateMark } from '../marks/StateMark.tsx';
import { useNow } from '../store/now.ts';
import { useStore } from '../store/store.ts';
import { checksOf } from './checks.ts';
import './checks.css';

/** What should be so when a shift begins, and whether it is. */
export function ChecksPanel() {
  const exporter = useStore((store) => store.exporter);
  const checks = checksOf(exporter, useNow());
  const wrong = checks.filter(({ state }) => state === 'attention' || state === 'act').length;
  return (
    <section className="panel checks" aria-label="Checks">
      <header>
        <h2>Ready for the shift?</h2>
        <span className="soft">{wrong === 0 ? 'nothing is known against it' : `${wrong} of ${checks.length} need attention`}</span>
      </header>
      <ul className="body">
        {checks.map(({ name, state, says }) => (
          <li key={name} className={state}>
            <StateMark state={state === 'ok' ? 'done' : state} />
            <span>{name}</span>
            <span className="says">{says}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
