import { useEffect, useState } from 'react';
import { messageOf } from '../../core/contract/errors.ts';
import type { TestReport } from '../../core/contract/test-capture.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { useStore } from '../store/store.ts';
import { isRunning } from './words.ts';

const everyMs = 1000;

export type Report = { report: TestReport | null; trouble: string | null };

/** As it stands now: once a second while it runs and is looked at, and once more when it has ended. */
export function useReport(testId: string): Report {
  const ask = useAsk();
  const step = useStore(({ exporter: { test } }) => (test?.testId === testId ? test.step : null));
  const [found, setFound] = useState<Report>({ report: null, trouble: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step asks at once
  useEffect(() => {
    let isWanted = true;
    let forget = () => {};
    const look = () => {
      ask('getTest', { testId }).then(
        (report) => {
          if (!isWanted) return;
          setFound({ report, trouble: null });
          if (isRunning(report)) forget = later(look, everyMs);
        },
        (error: unknown) => isWanted && setFound(({ report }) => ({ report, trouble: messageOf(error) })),
      );
    };
    look();
    return () => {
      isWanted = false;
      forget();
    };
  }, [ask, testId, step]);
  return found;
}
