import { setTimeout as sleep } from 'node:timers/promises';
import { curveKeyPair } from 'zeromq';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { wireConformance } from './wire.conformance.ts';
import { addresses, until } from './zeromq-in-test.ts';

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
