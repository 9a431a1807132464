import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import { curveKeyPair } from 'zeromq';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { freePorts } from '../../broker/free-ports.ts';
import { wireConformance } from './wire.conformance.ts';

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 20_000, interval: 10 }).then(() => undefined);

async function addresses(publicKey?: string) {
  const [announce, report] = await freePorts(2);
  const key = publicKey === undefined ? {} : { publicKey };
  return { name: 'alpha', announce: `tcp://127.0.0.1:${announce}`, report: `tcp://127.0.0.1:${report}`, ...key };
}

wireConformance('ZeroMQ without keys', () => {
  const wire = createZeromqWire({ keys: null, allowed: () => new Set() });
  return { of: () => wire, addresses: () => addresses(), until, pass: (ms) => sleep(ms) };
});

wireConformance('ZeroMQ with CURVE', () => {
  const [leader, follower] = [curveKeyPair(), curveKeyPair()];
  const leads = createZeromqWire({ keys: leader, allowed: () => new Set([follower.publicKey]) });
  const follows = createZeromqWire({ keys: follower, allowed: () => new Set() });
  const of = (name: string) => (['alpha', 'omega'].includes(name) ? leads : follows);
  return { of, addresses: () => addresses(leader.publicKey), until, pass: (ms) => sleep(ms) };
});
