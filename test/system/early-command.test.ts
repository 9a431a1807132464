import { expect, onTestFinished, test } from 'vitest';
import type { ExporterEvent } from '../../core/contract/api.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { simulate } from './simulated.ts';

test('a capture that is commanded before the exporter has begun is not taken for one that an earlier run has left', async () => {
  const { file } = simulate({ devices: 3, schedule: { kind: 'manual' } });
  const exporter = await openExporter(await loadSettings(file), { version: 'test', env: {} });
  onTestFinished(() => exporter.stop());
  const events: ExporterEvent[] = [];
  exporter.subscribe((event) => events.push(event));
  const { captureId } = await exporter.captureNow({}); // it stands in the journal now
  await Promise.all([exporter.begin(), exporter.whenIdle()]);
  await exporter.whenIdle();
  expect(events.flatMap((event) => (event.type === 'recovery/finished' ? event : []))).toMatchObject([{ adopted: 0, retaken: 0 }]);
  expect(events.filter(({ type }) => type === 'capture/started')).toHaveLength(1);
  expect(await exporter.getCapture({ captureId })).toMatchObject({ verdict: 'complete', attempt: 1 });
});
