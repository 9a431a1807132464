import { useState } from 'react';
import { NeedsAttention } from '../attention/NeedsAttention.tsx';
import { PulseJourney } from '../journey/PulseJourney.tsx';
import type { Theme } from '../look/theme.ts';
import type { Column, Grouping } from '../matrix/columns.ts';
import { Legend } from '../matrix/Legend.tsx';
import { Matrix } from '../matrix/Matrix.tsx';
import type { Row } from '../matrix/rows.ts';
import { Segments } from '../parts/Segments.tsx';
import { openOf } from '../preview/view.ts';
import { go } from '../route/route.ts';
import { useStore } from '../store/store.ts';
import { openingOf } from './opening.ts';
import './pulses.css';
import '../journey/journey.css';
import '../matrix/matrix.css';

const groupings = { exporter: 'Exporter', area: 'Area', kind: 'Kind' } as const satisfies Record<Grouping, string>;
const shown = { all: 'All', abnormal: 'Abnormal only' } as const;

export function PulsesScreen({ theme }: { theme: Theme }) {
  const setup = useStore(({ exporter }) => exporter.setup);
  const isEmpty = useStore(({ exporter }) => exporter.captures.length + exporter.pulses.length === 0);
  const name = useStore(({ exporter }) => exporter.name);
  const [elsewhere, setElsewhere] = useState<string | null>(null);
  const [by, setBy] = useState<Grouping>('exporter');
  const [show, setShow] = useState<keyof typeof shown>('all');

  function open(row: Row, column: Column, withShift: boolean): void {
    if (withShift) {
      go('preview', openOf({ kind: 'pulse', pulse: row.pulse, channel: column.device.channels[0]?.name ?? null }));
      return;
    }
    const found = openingOf(row, column, name);
    setElsewhere(found.captureId === null ? found.sentence : null);
    if (found.captureId !== null) go('captures', found.captureId);
  }

  return (
    <main className="pulses-screen">
      <PulseJourney />
      <section className="panel" aria-label="Completeness of the last 60 pulses">
        <header>
          <h2>Last 60 pulses, {setup?.devices.length ?? 0} devices</h2>
          <span className="soft small wide">newest first; one cell is one device at one pulse</span>
          <span className="grow" />
          <Segments<Grouping> label="Group by" options={groupings} value={by} onChange={setBy} />
          <Segments<keyof typeof shown> label="Show" options={shown} value={show} onChange={setShow} />
        </header>
        {isEmpty ? (
          <p className="empty">
            {setup === null
              ? 'This exporter has its devices from its leader, and has not heard from it yet.'
              : 'No pulse was captured yet. “Capture now” takes the newest one.'}
          </p>
        ) : (
          <Matrix by={by} abnormalOnly={show === 'abnormal'} theme={theme} onOpen={open} />
        )}
        <footer>
          {elsewhere !== null && (
            <p className="soft small" role="status">
              {elsewhere}{' '}
              <button type="button" className="link" onClick={() => setElsewhere(null)}>
                Close
              </button>
            </p>
          )}
          <Legend />
        </footer>
      </section>
      <NeedsAttention />
    </main>
  );
}
