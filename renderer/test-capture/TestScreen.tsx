import { useState } from 'react';
import type { ScreenProps } from '../route/screen-props.ts';
import { useStore } from '../store/store.ts';
import { ReportView } from './ReportView.tsx';
import { SetUp } from './SetUp.tsx';
import { TestList } from './TestList.tsx';
import { useTests } from './use-tests.ts';
import { isRunning } from './words.ts';
import './test-capture.css';
import './test-report.css';
import './test-conclusions.css';

/** In the address: a new one is put together. */
export const newTest = 'new';

/** Commissioning: what devices really send over some pulses, what is wrong with it, and which settings would be right. */
export function TestScreen({ open }: ScreenProps) {
  const newest = useStore(({ exporter }) => exporter.test);
  const list = useTests();
  // Who comes back while one runs sees it; it stays in sight when it ends.
  const [atStart] = useState(isRunning(newest) ? (newest?.testId ?? null) : null);
  const shown = open === newTest ? null : (open ?? atStart);
  return (
    <main className="screen test-screen">
      <TestList list={list} shown={shown} />
      {shown === null ? <SetUp tests={list.tests ?? []} /> : <ReportView key={shown} testId={shown} onRemoved={list.renew} />}
    </main>
  );
}
