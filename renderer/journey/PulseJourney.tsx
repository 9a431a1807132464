import { StateMark } from '../marks/StateMark.tsx';
import { rowsOf } from '../matrix/rows.ts';
import { useStore } from '../store/store.ts';
import { isoOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { journeysOf, type StepFacts, stepNames } from './steps.ts';

const titles = { choose: 'Choose', announce: 'Announce', collect: 'Collect', write: 'Write', verify: 'Verify', upload: 'Upload' } as const;

/** The newest pulse on its way, or how it went. It keeps its place and size when nothing is in flight. */
export function PulseJourney() {
  const { captures, pulses, name } = useStore(({ exporter }) => exporter);
  const [newest] = rowsOf({ captures, pulses });
  return (
    <section className="panel journey" aria-label="Newest pulse">
      <header>
        <h2>
          {newest === undefined ? 'No pulse yet' : newest.inFlight ? 'Pulse in flight ' : 'Newest pulse '}
          {newest !== undefined && <PulseId id={newest.pulse.pulseId} />}
        </h2>
        {newest !== undefined && <span className="soft">{isoOf(newest.pulse.timestampNs).slice(11, 23)} UTC</span>}
        <span className="grow" />
        {newest === undefined ? (
          <span className="soft">“Capture now” takes the newest pulse; a schedule takes them by itself.</span>
        ) : (
          <span className="soft">
            {newest.captured} of {newest.expected} channels captured
          </span>
        )}
      </header>
      {newest !== undefined && (
        <table className="table">
          <thead>
            <tr>
              <th>Exporter</th>
              {stepNames.map((step) => (
                <th key={step}>{titles[step]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {journeysOf(newest, name).map(({ exporter, leads, steps }) => (
              <tr key={exporter}>
                <td className="strong">
                  {exporter} {leads && <span className="unit">leader</span>}
                </td>
                {stepNames.map((step) => (
                  <StepCell key={step} facts={steps[step]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function StepCell({ facts }: { facts: StepFacts | null }) {
  if (facts === null) return <td />;
  const { state, word, figure, share } = facts;
  return (
    <td className={state === 'to-come' ? 'soft' : ''}>
      <span className="in-row">
        <StateMark state={state} />
        <span className="nowrap">{word}</span>
        {share !== null && (
          <span className="track">
            <i style={{ width: `${Math.round(share * 100)}%` }} />
          </span>
        )}
        <span className="figure">{figure}</span>
      </span>
    </td>
  );
}
