import { useEffect, useState } from 'react';
import { messageOf, toFailure } from '../../core/contract/errors.ts';
import type { TestReport } from '../../core/contract/test-capture.ts';
import { useAsk } from '../store/ask.ts';
import { later } from '../store/later.ts';
import { useStore } from '../store/store.ts';
import { isRunning } from './words.ts';

const everyMs = 1000;
/** After a failure, unless there is nothing to be had. */
const againMs = 5000;

export type Report = { report: TestReport | null; trouble: string | null };

/** As it stands now: once a second while it runs and is looked at, and once more when it has ended. */
export function useReport(testId: string): Report {
  const ask = useAsk();
  const step = useStore(({ exporter: { test } }) => (test?.testId === testId ? test.step : null));
  const isOnLine = useStore(({ line }) => line.state === 'connected');
  const [found, setFound] = useState<Report>({ report: null, trouble: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step, and a line that is back, ask at once
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
        (error: unknown) => {
          if (!isWanted) return;
          setFound(({ report }) => ({ report, trouble: messageOf(error) }));
          if (toFailure(error).code !== 'NOT_FOUND') forget = later(look, againMs);
        },
      );
    };
    look();
    return () => {
      isWanted = false;
      forget();
    };
  }, [ask, testId, step, isOnLine]);
  return found;
}
