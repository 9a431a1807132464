import type { Clock } from './clock.ts';
import { ExporterError } from './contract/errors.ts';
import type { TestCaptureApi } from './contract/test-capture.ts';
import type { Feed } from './feed.ts';
import type { Setup } from './settings/schema.ts';

export type TestCapturingPorts = {
  feed: Feed;
  clock: Clock;
  dataFolder: string;
  /** As it is now; rejects with NO_SETUP. */
  setup(): Setup;
};

/** Trials of channels during commissioning. `stop` ends the one that runs with what it has; twice is once. */
export function createTestCapturing(_ports: TestCapturingPorts): { commands: TestCaptureApi; stop(): Promise<void> } {
  const nothing = async () => {
    throw new ExporterError('NOT_FOUND', 'There is no test capture yet.');
  };
  return {
    commands: {
      ...{ startTest: nothing, stopTest: nothing, getTest: nothing, testReport: nothing, removeTest: nothing },
      listTests: async () => [],
    },
    stop: async () => undefined,
  };
}
