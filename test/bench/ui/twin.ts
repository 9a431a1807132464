import { fileURLToPath } from 'node:url';
import type { Alarm } from '../../../core/contract/alarms.ts';
import type { CaptureSummary, ChannelOutcome, OutcomeCode } from '../../../core/contract/api.ts';
import { createFeed } from '../../../core/feed.ts';
import { serve } from '../../../core/serve/serve.ts';
import { parseSettings } from '../../../core/settings/parse-settings.ts';
import { setupFacts } from '../../../core/setup-facts.ts';
import { createFacility } from '../../../core/simulation/facility.ts';
import { settingsFor } from '../../../core/simulation/settings.ts';

const pageFolder = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));
/** So many devices are missed at each pulse, others each time, so that alarms come and go. */
const missed = 3;

export type Twin = {
  url: string;
  /** All events of one pulse of 10 Hz, one after the other. Answers its ID. */
  pulse(): string;
  stop(): Promise<void>;
};

/** Tells pages what an exporter of 150 devices would, as fast as it is asked to, over the very wire of one. It captures nothing. */
export async function startTwin(): Promise<Twin> {
  const { setup } = parseSettings(settingsFor(createFacility({ seed: 1 }), { name: 'bench', dataFolder: 'data' }));
  if (setup === null) throw new Error('The simulated facility has a setup');
  const facts = setupFacts(setup);
  const channels = facts.devices.flatMap((device) => device.channels.map(({ name }) => ({ channel: name, device: device.name })));
  const feed = createFeed();
  feed.emit({ type: 'exporter/started', name: 'bench', version: '0', at: new Date().toISOString(), simulated: true, dataFolder: '/data' });
  feed.emit({ type: 'setup/changed', setup: facts });
  feed.emit({ type: 'schedule/changed', schedule: { kind: 'pulses', every: 1 } });
  const served = await serve(
    { subscribe: feed.subscribe, dispatch: async () => ({ ok: false, failure: { code: 'NOT_FOUND', message: 'The bench has none.' } }) },
    { port: 0, token: 'bench', pageFolder },
  );
  let count = 0;
  let alarms: Alarm[] = [];

  function pulse(): string {
    count += 1;
    const pulseId = String(17_000_000_000 + count);
    const captureId = String(count);
    const startedAt = new Date(Date.UTC(2026, 0, 1) + count * 100);
    const outcomes = channels.map(({ channel, device }, at): ChannelOutcome => {
      const code: OutcomeCode = (at + count) % channels.length < missed ? 'missing' : 'captured';
      return { channel, device, code, sentence: `${channel}: ${code}.` };
    });
    const lacking = outcomes.filter(({ code }) => code !== 'captured');
    const begun: CaptureSummary = {
      ...{ captureId, attempt: 1, mode: 'live', step: 'chosen', verdict: null, expected: channels.length, captured: 0 },
      ...{ counts: {}, file: null, bytes: 0, phases: {}, failure: null, startedAt: startedAt.toISOString() },
      pulse: { pulseId, timestampNs: `${startedAt.getTime()}000000` },
    };
    feed.emit({ type: 'capture/started', capture: begun });
    feed.emit({ type: 'capture/stepped', captureId, step: 'collecting' });
    feed.emit({ type: 'channels/decided', captureId, outcomes: outcomes.map(({ channel, code }) => ({ channel, code })) });
    for (const step of ['writing', 'verifying', 'naming'] as const) feed.emit({ type: 'capture/stepped', captureId, step });
    const captured = channels.length - lacking.length;
    feed.emit({
      ...{ type: 'capture/finished', missed: lacking },
      capture: {
        ...{ ...begun, step: 'kept', verdict: 'partial', captured, counts: { captured, missing: lacking.length } },
        ...{ file: `${pulseId}.h5`, bytes: 84_000_000, phases: { collectMs: 120, writeMs: 140, verifyMs: 180, totalMs: 182 } },
      },
    });
    alarm(lacking, startedAt.toISOString());
    return pulseId;
  }

  function alarm(lacking: readonly ChannelOutcome[], since: string): void {
    const now = lacking.map(({ device, sentence }): Alarm => {
      const title = `${device}: missing for 1 pulse`;
      return { ...{ key: `device ${device}`, kind: 'missing', title, sentence, since, device, pulses: 1 }, acknowledged: null };
    });
    for (const { key } of alarms) if (now.every((each) => each.key !== key)) feed.emit({ type: 'alarm/ended', key, at: since });
    for (const each of now) feed.emit({ type: 'alarm/raised', alarm: each });
    alarms = now;
  }

  return { url: served.url, pulse, stop: served.stop };
}
