import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useStore } from '../store/store.ts';
import { clockOf } from '../words/numbers.ts';
import { PulseId } from '../words/PulseId.tsx';
import { AreaConfirm } from './AreaConfirm.tsx';
import { AreaHistory } from './AreaHistory.tsx';
import { FactField } from './FactField.tsx';
import { leadingOf } from './leading.ts';
import { changesOf, factNames, type InForce, inForce, type Wanted } from './metadata.ts';

/** Active area and experiment: what the files say, and what they are to say from the next pulse on. */
export function AreaPanel() {
  const ask = useAsk();
  const exporter = useStore((store) => store.exporter);
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const { busy, trouble, give } = useGive();
  const [wanted, setWanted] = useState<Wanted>({});
  const [isAsked, setIsAsked] = useState(false);
  const [given, setGiven] = useState<string | null>(null);
  const now = inForce(exporter);
  const changes = changesOf(exporter, wanted);
  const leading = leadingOf(exporter.group, isOnLine);
  const isEmpty = factNames.some((fact) => wanted[fact] === '');
  const hindrance =
    leading.hindrance ?? (isEmpty ? 'An empty word would stand in every file.' : changes.length === 0 ? (given ?? 'No change yet.') : null);

  function use(): void {
    setIsAsked(false);
    setGiven(null);
    const change = Object.fromEntries(changes.map(({ fact }) => [fact, wanted[fact]]));
    give(
      (by) => ask('setMetadata', { ...change, by }),
      () => {
        setWanted({});
        setGiven(leading.sentence === null ? null : 'Given; the next pulse says so.');
      },
    );
  }

  return (
    <section className="panel next" aria-label="Area and experiment">
      <header>
        <h2>For the next pulse</h2>
        <span className="grow" />
        <span className="caption">{now === null ? 'no pulse captured yet' : sinceText(now)}</span>
      </header>
      <div className="body">
        {now !== null && (
          <p className="said">
            The file of pulse <PulseId id={now.pulse.pulseId} /> says <b>{now.metadata.activeArea}</b>,{' '}
            <b>{now.metadata.activeExperiment}</b>.
          </p>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (hindrance === null) setIsAsked(true);
          }}
        >
          {factNames.map((fact) => (
            <FactField key={fact} fact={fact} wanted={wanted} onWanted={setWanted} />
          ))}
          <div className="in-row">
            <Button type="submit" loading={busy} disabled={hindrance !== null} title={hindrance ?? ''}>
              Use from the next pulse…
            </Button>
            <span className="caption">{hindrance ?? leading.sentence ?? 'All files and the Gateway get the same words.'}</span>
          </div>
        </form>
        <Trouble sentence={trouble} />
        <AreaHistory />
      </div>
      <AreaConfirm
        isOpen={isAsked}
        changes={changes}
        last={now?.pulse ?? null}
        sentence={leading.sentence}
        onCancel={() => setIsAsked(false)}
        onUse={use}
      />
    </section>
  );
}

function sinceText({ since, orBefore }: InForce): string {
  return `as it is since ${clockOf(since.timestampNs)} UTC${orBefore ? ' or before' : ''}`;
}
