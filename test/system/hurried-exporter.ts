import { systemClock } from '../../core/clock.ts';
import { openExporter } from '../../core/open-exporter.ts';
import { loadSettings } from '../../core/settings/load-settings.ts';

/**
 * `hurried-exporter.ts SETTINGS START SPEED FIRST COUNT`: an exporter whose waits pass SPEED times as fast, by a clock that all its runs share from START on. It takes
 * COUNT pulses of the past, from FIRST on and one second apart, but for those it has; then ends when every file has arrived.
 */
const [file = '', ...numbers] = process.argv.slice(2);
const [startMs = 0, speed = 1, first = 0, count = 0] = numbers.map(Number);
const { sleep } = systemClock;
Object.assign(systemClock, {
  wallMs: () => startMs + (Date.now() - startMs) * speed,
  monotonicMs: () => performance.now() * speed,
  sleep: (ms: number, signal: AbortSignal) => sleep(ms / speed, signal),
});

const exporter = await openExporter(await loadSettings(file), { version: 'test', env: {} });
const drained = Promise.withResolvers<void>();
let taken = false;
let left = 0;
exporter.subscribe((event) => {
  if (event.type === 'upload/changed') console.log(JSON.stringify({ type: event.upload.state }));
  if (event.type === 'uploads/changed' && event.uploads !== null) left = event.uploads.queued + event.uploads.waiting;
  if (taken && left === 0) drained.resolve();
});
await exporter.begin();
const known = new Set((await exporter.listCaptures({ limit: 1000 })).map(({ pulse }) => pulse.pulseId));
for (let n = 0; n < count; n += 1) {
  const pulseId = String(first + 10 * n);
  if (!known.has(pulseId)) await exporter.capturePulse({ pulseId, waitForEnd: true });
}
taken = true;
const waiting = await exporter.listUploads({ limit: 1000, states: ['queued', 'sending', 'waiting'] });
if (waiting.length > 0) await drained.promise;
await exporter.stop();
