import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { curveKeyPair, Dealer, Subscriber } from 'zeromq';
import { seededRandom } from '../../../core/group/wire/memory-lane.ts';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { addressOf } from '../../../core/settings/address.ts';
import type { LeaderSettings } from '../../../core/settings/group.ts';
import { connected, following, leading, messagesOf } from './parties.ts';
import { addresses, until } from './zeromq-in-test.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const random = seededRandom(4);
const noise = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
/** ZMTP 3.1, https://rfc.zeromq.org/spec/23/: signature, version, mechanism, no server. */
function greeting(mechanism: string): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 1]);
  bytes.write(mechanism, 12);
  return bytes;
}
const endless = Buffer.from([0x02, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
const ready = Buffer.concat([Buffer.from([4, 25]), Buffer.from('\x05READY\x0bSocket-Type\0\0\0\x03SUB', 'latin1')]);

const damages: Readonly<Record<string, (mechanism: string) => Buffer | null>> = {
  'random bytes': () => noise(2000),
  'a web page asked for': () => Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'),
  'a greeting, then garbage': (mechanism) => Buffer.concat([greeting(mechanism), noise(500)]),
  'a greeting of another mechanism': () => greeting('PLAIN'),
  'a greeting, then a frame of 9 million terabytes': (mechanism) => Buffer.concat([greeting(mechanism), endless, noise(500)]),
  'a handshake, then such a frame': () => Buffer.concat([greeting('NULL'), ready, endless, noise(500)]),
  'half a greeting, then nothing': (mechanism) => greeting(mechanism).subarray(0, 20),
  nothing: () => null,
};

async function knock(address: string, bytes: Buffer | null, leave: boolean): Promise<void> {
  const socket = connect({ port: addressOf(address).port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  open.push({ close: () => socket.destroy() });
  await once(socket, 'connect');
  if (bytes !== null) socket.write(bytes);
  if (leave) socket.destroy();
}

/** An honest leader with two honest followers that go on talking: what was said and what was heard must be the same in the end. */
async function honest(at: LeaderSettings, keyed: boolean) {
  const [own, others] = [curveKeyPair(), curveKeyPair()];
  const where = keyed ? { ...at, publicKey: own.publicKey } : at;
  const led = await leading(createZeromqWire({ keys: keyed ? own : null, allowed: () => new Set([others.publicKey]) }), where);
  const wire = createZeromqWire({ keys: keyed ? others : null, allowed: () => new Set() });
  const followers = [following(wire, where), following(wire, where)];
  open.push(led.wire, ...followers.map((followed) => followed.wire));
  const peers: string[] = [];
  for (const followed of followers) peers.push(await connected(led, followed, until));
  let said = 0;
  const talking = setInterval(() => {
    const message = `honest ${said++}`;
    led.wire.announce(message);
    for (const { wire } of followers) wire.tell(message);
    for (const peer of peers) led.wire.answer(peer, message);
  }, 2);
  open.push({ close: () => clearInterval(talking) });
  return {
    led,
    async allHeard() {
      const until200 = said + 50;
      await until(() => said >= until200);
      clearInterval(talking);
      const all = Array.from({ length: said }, (_, i) => `honest ${i}`);
      const heard = () => [
        ...followers.flatMap(({ announced, answered }) => [announced, answered]),
        ...peers.map((peer) => messagesOf(led, peer)),
      ];
      await until(() => heard().every((messages) => messages.length >= said));
      for (const messages of heard()) expect(messages).toEqual(all);
    },
  };
}

describe.each([
  { keyed: false, mechanism: 'NULL' },
  { keyed: true, mechanism: 'CURVE' },
])('with $mechanism', ({ keyed, mechanism }) => {
  test.each(Object.entries(damages))('%s on both ports: the honest lose nothing', async (_, bytes) => {
    const at = await addresses();
    const { allHeard } = await honest(at, keyed);
    for (let round = 0; round < 20; round++)
      for (const address of [at.announce, at.report]) await knock(address, bytes(mechanism), round % 2 === 0);
    await allHeard();
  });

  test('a thousand connections that come and go: the honest lose nothing', async () => {
    const at = await addresses();
    const { allHeard } = await honest(at, keyed);
    for (let round = 0; round < 50; round++)
      await Promise.all(Array.from({ length: 20 }, (_, i) => knock(i % 2 === 0 ? at.announce : at.report, greeting(mechanism), true)));
    await allHeard();
  });
});

test('messages that are none are counted, and one of 20 MB cuts its sender off: the honest lose nothing', async () => {
  const at = await addresses();
  const { led, allHeard } = await honest(at, false);
  const dealer = new Dealer({ linger: 0 });
  open.push(dealer);
  dealer.connect(at.report);
  await dealer.send(['two', 'frames']);
  await dealer.send(['', 'a request']);
  await dealer.send('');
  await dealer.send(Buffer.from([0xc3, 0x28]));
  await dealer.send(Buffer.alloc(16 * 1024 * 1024 + 1));
  await until(() => led.ignored.length >= 5);
  expect(led.ignored).toEqual(['malformed', 'malformed', 'malformed', 'malformed', 'too-large']);
  await dealer.send(Buffer.alloc(20_000_000));
  await dealer.send('after it');
  await allHeard();
  expect(led.told.map(({ message }) => message)).not.toContain(Buffer.alloc(20_000_000).toString());
  expect(led.ignored).toHaveLength(5);
});

test('where another program had the port of a leader, the leader is found when it comes', async () => {
  const at = await addresses();
  let answered = 0;
  const servers = await Promise.all(
    [at.announce, at.report].map(async (address) => {
      const server = createServer((socket) => {
        answered++;
        socket.on('error', () => undefined).resume();
        socket.end(greeting('PLAIN'));
      }).listen(addressOf(address).port, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const wire = createZeromqWire({ keys: null, allowed: () => new Set() });
  const followed = following(wire, at);
  open.push(followed.wire);
  await until(() => answered >= 2);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const led = await leading(wire, at);
  open.push(led.wire);
  await connected(led, followed, until);
});

test('one that subscribes to 20,000 things disturbs nobody', async () => {
  const at = await addresses();
  const { allHeard } = await honest(at, false);
  const subscriber = new Subscriber({ linger: 0 });
  open.push(subscriber);
  subscriber.connect(at.announce);
  subscriber.subscribe(...Array.from({ length: 20_000 }, (_, i) => `${i}`), 'x'.repeat(1_000_000));
  await allHeard();
});

test('in a flood of 100,000 messages from one, another is heard and timers fire before it ends', async () => {
  const at = await addresses();
  const { led, allHeard } = await honest(at, false);
  const dealer = new Dealer({ linger: 0 });
  open.push(dealer);
  dealer.connect(at.report);
  const floods = () => led.told.reduce((count, { message }) => count + Number(message === 'flood'), 0);
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(led.told.length), 1);
  open.push({ close: () => clearInterval(timer) });
  for (let i = 0; i < 100_000; i++) await dealer.send('flood');
  await until(() => floods() >= 100_000);
  clearInterval(timer);
  const first = led.told.findIndex(({ message }) => message === 'flood');
  const last = led.told.findLastIndex(({ message }) => message === 'flood');
  expect(seen.some((length) => length > first && length < last)).toBe(true);
  expect(led.told.slice(first, last).some(({ message }) => message.startsWith('honest'))).toBe(true);
  await allHeard();
});
