import { Button } from '@blueprintjs/core';
import { useMemo } from 'react';
import type { TestSummary } from '../../core/contract/test-capture.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { useStore } from '../store/store.ts';
import { DevicesChoice } from './DevicesChoice.tsx';
import { requestOf, wrongIn } from './draft.ts';
import { PulsesFields } from './PulsesFields.tsx';
import { SourcesChoice } from './SourcesChoice.tsx';
import { presentRate, whyNotStarted, willHappen } from './says.ts';
import { useDraft } from './use-draft.ts';
import { isRunning } from './words.ts';

/** What is to be looked at, over which pulses, and what that will mean. */
export function SetUp({ tests }: { tests: readonly TestSummary[] }) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const draft = useDraft();
  const { setup, schedule, captures, test } = useStore(({ exporter }) => exporter);
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const devices = useMemo(() => setup?.devices ?? [], [setup]);
  const known = useMemo(() => new Set(devices.map(({ name }) => name)), [devices]);
  const asked = requestOf(draft, known);
  const wrong = wrongIn(draft);
  const running = isRunning(test) ? test : null;
  const hindrance = whyNotStarted(asked, devices, { running, isWrong: Object.keys(wrong).length > 0, isOnLine });
  const everyMs = presentRate(
    tests,
    schedule,
    captures.map(({ pulse }) => pulse.timestampNs),
  );

  async function start(by: string): Promise<void> {
    const { testId } = await ask('startTest', { ...asked, by });
    go('test', testId);
  }

  return (
    <section className="test-set-up" aria-label="New test">
      <DevicesChoice devices={devices} noSetup={setup === null} />
      <SourcesChoice />
      <section className="panel" aria-label="Pulses">
        <header>
          <h2>Pulses</h2>
        </header>
        <div className="body">
          <PulsesFields wrong={wrong} />
        </div>
        <footer className="test-start">
          <p role="status" className={hindrance === null ? '' : 'soft'}>
            {hindrance ?? willHappen(asked, devices, everyMs)}
          </p>
          <Trouble sentence={trouble} />
          <p className="in-row">
            <Button intent="primary" loading={busy} disabled={hindrance !== null} title={hindrance ?? ''} onClick={() => give(start)}>
              Start test
            </Button>
            {running !== null && <Button onClick={() => go('test', running.testId)}>Show the one that runs</Button>}
          </p>
        </footer>
      </section>
    </section>
  );
}
