import { createMemoryWire } from '../../../core/group/wire/memory.ts';
import { wireConformance } from './wire.conformance.ts';

wireConformance('in memory', () => {
  const memory = createMemoryWire();
  let nowMs = 0;
  let port = 5600;
  return {
    of: memory.of,
    addresses: async () => ({ name: 'alpha', announce: `tcp://127.0.0.1:${port++}`, report: `tcp://127.0.0.1:${port++}` }),
    async until(isSo) {
      for (let rounds = 0; !isSo(); rounds++) {
        if (rounds > 1000) throw new Error('It is never so');
        memory.pump(nowMs++);
      }
    },
    async pass(ms) {
      for (const end = nowMs + ms; nowMs < end; nowMs += 100) memory.pump(nowMs);
    },
  };
});
