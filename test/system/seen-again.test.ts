import { expect, onTestFinished, test } from 'vitest';
import type { ExporterState } from '../../core/contract/api.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';
import { simulate } from './simulated.ts';

async function open(file: string) {
  const exporter = await openExporter(await loadSettings(file), { version: 'test', env: {} });
  onTestFinished(() => exporter.stop());
  let state: ExporterState | undefined;
  exporter.subscribe((event) => {
    if (event.type === 'snapshot') state = event.state;
  });
  return { exporter, state };
}

test('after a start the captures of earlier runs are seen as they were, each channel with what became of it', async () => {
  const { file, channels } = simulate({
    devices: 4,
    schedule: { kind: 'manual' },
    faults: [{ fault: 'dead-camera', device: 'PM-201-FE-CAM-1' }],
  });
  const { exporter: first, state: empty } = await open(file);
  expect(empty?.captures).toEqual([]);
  await first.begin();
  const { captureId } = await first.captureNow({ waitForEnd: true });
  await first.stop();
  const { exporter: second, state } = await open(file);
  await second.begin();
  expect(state?.captures).toMatchObject([{ captureId, verdict: 'partial', captured: channels.length - 1 }]);
  const [seen] = state?.captures ?? [];
  expect(Object.keys(seen?.codes ?? {}).sort()).toEqual(channels);
  expect(Object.values(seen?.codes ?? {}).filter((code) => code !== 'captured')).toEqual(['missing']);
  await second.captureNow({ waitForEnd: true });
});
