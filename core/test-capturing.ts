import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { ExporterError } from './contract/errors.ts';
import type { TestCaptureApi, TestSummary } from './contract/test-capture.ts';
import type { RunningExporter } from './exporter.ts';
import type { Feed } from './feed.ts';
import type { Intake } from './intake/port.ts';
import type { OwnSettings, Setup } from './settings/schema.ts';
import { createKeptTests, newTestId, testsFolder } from './test-capture/kept-tests.ts';
import { reportHtml } from './test-capture/report-html.ts';
import { type RunningTest, runTest } from './test-capture/run-test.ts';

/** An exporter of its own for a test, on the intake that is there. */
export type OpenTest = (start: { settings: OwnSettings; setup: Setup; dataFolder: string }, intake: Intake) => Promise<RunningExporter>;

export type TestCapturingPorts = {
  feed: Feed;
  clock: Clock;
  dataFolder: string;
  settings: OwnSettings;
  /** As it is now; rejects with NO_SETUP. */
  setup(): Setup;
  /** Lent to the exporter of a test; it is not closed with that. */
  intake: Pick<Intake, 'source' | 'browse' | 'observe' | 'pulses' | 'readFacts' | 'setFault'>;
  openTest: OpenTest;
};

/** At most so often a page is told how far a test is. */
const toldEveryMs = 250;

/** Trials of channels during commissioning. `stop` ends the one that runs with what it has; twice is once. */
export function createTestCapturing(ports: TestCapturingPorts): { commands: TestCaptureApi; stop(): Promise<void> } {
  const { feed, clock, dataFolder, settings, intake } = ports;
  const kept = createKeptTests(dataFolder);
  let running: { testId: string; test: RunningTest; done: Promise<void> } | null = null;
  let toldMs = Number.NEGATIVE_INFINITY;
  let closing = false;

  function tell(test: TestSummary): void {
    const isStep = test.endedAt !== null || feed.state().test?.step !== test.step;
    if (!isStep && clock.monotonicMs() - toldMs < toldEveryMs) return;
    toldMs = clock.monotonicMs();
    feed.emit({ type: 'test/changed', test });
  }

  async function openCapturing(setup: Setup, folder: string): Promise<RunningExporter> {
    const { group: _, ...own } = settings;
    await mkdir(folder, { recursive: true });
    const lent: Intake = {
      ...{ browse: intake.browse, pulses: intake.pulses, observe: intake.observe, readFacts: intake.readFacts, setFault: intake.setFault },
      source: {
        collect: (request, signal) => intake.source.collect(request, signal),
        release: (slots) => intake.source.release(slots),
        close: async () => undefined,
      },
      announcements: null,
      close: async () => undefined,
    };
    return ports.openTest({ settings: { ...own, name: `${own.name}-test`, dataFolder: folder }, setup, dataFolder: folder }, lent);
  }

  return {
    commands: {
      async startTest(request) {
        if (closing) throw new ExporterError('STOPPED', 'The exporter is stopping: no test is begun any more.');
        if (running !== null) throw new ExporterError('BUSY', `Test capture ${running.testId} is running. Wait for its end, or stop it.`);
        const testId = newTestId(clock.wallMs());
        const folder = `${testsFolder}/${testId}`;
        const setup = ports.setup();
        const test = runTest(testId, folder, request, {
          ...{ intake, clock, setup, onChanged: tell },
          refusalOf: (channel) =>
            feed.state().manifest?.findings.find((each) => each.channel === channel && each.answer === 'refused')?.sentence ?? null,
          openCapturing: (wanted) => openCapturing(wanted, join(dataFolder, folder)),
        });
        const begun = test.report().then((report) => kept.keep(report)); // so that one that is cut off is known
        const done = begun
          .catch(() => undefined)
          .then(async () => kept.keep(await test.ended))
          .finally(() => {
            running = null;
          });
        done.catch(() => undefined); // getTest says that it is not there
        running = { testId, test, done };
        await begun.catch((error: unknown) => {
          test.stop();
          throw error;
        });
        return { testId };
      },
      async stopTest({ testId }) {
        if (running?.testId !== testId) return; // it has ended already
        running.test.stop();
        await running.done;
      },
      getTest: async ({ testId }) => (running?.testId === testId ? running.test.report() : kept.read(testId)),
      async listTests() {
        const now = running?.test.summary();
        const list = await kept.list();
        if (now === undefined) return list;
        return [now, ...list.filter(({ testId }) => testId !== now.testId)];
      },
      async testReport({ testId, as }) {
        const report = await (running?.testId === testId ? running.test.report() : kept.read(testId));
        const text = as === 'html' ? reportHtml(report) : JSON.stringify(report, null, 2);
        return { name: `test-capture-${testId}.${as}`, text };
      },
      async removeTest({ testId }) {
        if (running?.testId === testId) throw new ExporterError('BUSY', `Test capture ${testId} is running. Stop it first.`);
        await kept.remove(testId);
      },
    },
    async stop() {
      closing = true;
      running?.test.stop();
      await running?.done.catch(() => undefined);
    },
  };
}
