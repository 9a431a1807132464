import { useMemo } from 'react';
import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { looks } from '../marks/outcomes.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { createCells } from '../matrix/cells.ts';
import { useStore } from '../store/store.ts';
import { clockOf } from '../words/numbers.ts';
import { type Cause, causesOf } from './causes.ts';

export function NeedsAttention() {
  const exporter = useStore((store) => store.exporter);
  const sentences = useStore((store) => store.sentences);
  const cellsOf = useMemo(createCells, []);
  const causes = useMemo(() => causesOf(exporter, sentences, cellsOf), [exporter, sentences, cellsOf]);
  return (
    <section className="panel attention" aria-label="Needs attention">
      <header>
        <h2>Needs attention</h2>
        <span className="soft" aria-live="polite">
          {causes.length}
        </span>
        <span className="grow" />
        <span className="caption wide">one line per cause</span>
      </header>
      <div className="causes">
        {causes.length === 0 && <p className="empty">Nothing: every expected device was captured at the newest pulse.</p>}
        {causes.map((cause) => (
          <CauseItem key={cause.key} cause={cause} />
        ))}
      </div>
    </section>
  );
}

function CauseItem({ cause: { kind, title, sentence, since } }: { cause: Cause }) {
  return (
    <article className="cause">
      {kind === 'attention' || kind === 'act' ? <StateMark state={kind} /> : <OutcomeMark code={kind} />}
      <h3>{title}</h3>
      <p>{sentence === '' && kind in looks && kind !== 'attention' && kind !== 'act' ? looks[kind].says : sentence}</p>
      {since !== null && <span className="caption">since {'at' in since ? since.at.slice(11, 19) : clockOf(since.timestampNs)} UTC</span>}
    </article>
  );
}
