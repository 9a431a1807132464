import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { TestSummary } from '../../core/contract/test-capture.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { go } from '../route/route.ts';
import { counted } from '../words/numbers.ts';
import type { Tests } from './use-tests.ts';
import { stepSaid } from './words.ts';

const shownAtOnce = 100;

/** Newest first; the one that runs among them. */
export function TestList({ list: { tests, trouble }, shown }: { list: Tests; shown: string | null }) {
  const [most, setMost] = useState(shownAtOnce);
  return (
    <section className="panel test-list" aria-label="Tests">
      <header>
        <h2>Tests</h2>
        <span className="grow" />
        <Button size="small" disabled={shown === null} title={shown === null ? 'It is open.' : ''} onClick={() => go('test', 'new')}>
          New test…
        </Button>
      </header>
      <div className="body flush">
        <Trouble sentence={trouble} />
        {tests === null && trouble === null && <p className="soft looking-late looking">Looking for earlier tests…</p>}
        {tests?.length === 0 && <p className="empty">There is no test yet. What each one finds is kept here, with its files.</p>}
        <ul>
          {tests?.slice(0, most).map((test) => (
            <TestItem key={test.testId} test={test} isShown={test.testId === shown} />
          ))}
        </ul>
        {tests !== null && tests.length > most && (
          <button type="button" className="link small looking" onClick={() => setMost(most + shownAtOnce)}>
            {counted(tests.length - most, 'earlier test')}
          </button>
        )}
      </div>
    </section>
  );
}

function TestItem({ test, isShown }: { test: TestSummary; isShown: boolean }) {
  const { testId, startedAt, channels, pulses, captured, request } = test;
  const { state, word } = stepSaid(test);
  return (
    <li>
      <button type="button" className="test-item" aria-current={isShown} onClick={() => go('test', testId)}>
        <span className="in-row">
          <StateMark state={state} />
          <b className="grow cut" title={`${startedAt.slice(0, 19).replace('T', ' ')} UTC`}>
            {startedAt.slice(5, 10)} {startedAt.slice(11, 19)}
          </b>
          <span className="small">{word}</span>
        </span>
        <span className="caption">
          {counted(channels, 'channel')}, {counted(pulses, 'pulse')}, {captured} captured
          {request.pulses.kind === 'clock' && ', by hand'}
        </span>
        <span className="caption cut">by {request.by}</span>
      </button>
    </li>
  );
}
