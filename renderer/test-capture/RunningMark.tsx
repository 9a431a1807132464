import { useStore } from '../store/store.ts';
import { isRunning } from './words.ts';

/** In the rail, so that nobody forgets it. */
export function RunningMark() {
  const test = useStore(({ exporter }) => exporter.test);
  if (test === null || !isRunning(test)) return null;
  const { until } = test.request;
  const says =
    'pulses' in until ? `A test is running: ${test.pulses} of ${until.pulses} pulses` : `A test is running: ${test.pulses} pulses`;
  return (
    <span className="running-mark" title={says}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden>
        <circle cx="4" cy="4" r="4" fill="currentColor" />
      </svg>
      <span className="unseen">{says}</span>
    </span>
  );
}
