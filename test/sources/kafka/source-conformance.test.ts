import { describeSource } from '../source.conformance.ts';
import { channel, messageOf, pulseOf, setStage, timeOfPulse } from './stage.ts';

const n = 1000;

describeSource('Kafka', { pulseIds: true, missing: 'unreachable' }, async () => {
  const { log, source } = setStage();
  return {
    source,
    pulse: pulseOf(n),
    channel: (name, match) => {
      log.add(name);
      return channel(name, name, { match });
    },
    missing: (name) => channel(name, 'gone'),
    publish: ({ name, match }, value, offsetMs) => {
      const timeMs = timeOfPulse(n) + offsetMs;
      const own = offsetMs === 0 ? pulseOf(n) : { pulseId: 1n, timestampNs: BigInt(timeMs) * 1_000_000n };
      const pulse = match.kind === 'pulse-id' ? { id: own.pulseId, timeNs: own.timestampNs } : null;
      log.send(name, { timeMs: timeMs + 5, value: messageOf(n, { pulse, timeMs, value: { kind: 'number', dtype: 'int32', value } }) });
    },
    breakDown: () => {
      log.down = true;
    },
    close: () => source.close(),
  };
});
