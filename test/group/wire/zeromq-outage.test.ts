import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { addressOf } from '../../../core/settings/address.ts';
import { connected, following, leading } from './parties.ts';
import { addresses, until } from './zeromq-in-test.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** A way to a port that can fall silent, as if the cable were pulled: what is connected stays so and hears nothing more. */
async function cable(from: string, to: string) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ port: addressOf(to).port, host: '127.0.0.1' });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one.on('error', () => undefined).on('close', () => other.destroy()));
      one.pipe(other);
    }
  }).listen(addressOf(from).port, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  return {
    pull() {
      for (const socket of sockets) socket.unpipe().pause();
    },
  };
}

test('a connection that has fallen silent is given up, and a new one is made: nobody has to do anything', async () => {
  const [at, through] = [await addresses(), await addresses()];
  const wire = createZeromqWire({ keys: null, allowed: () => new Set() });
  const led = await leading(wire, at);
  const cables = [await cable(through.announce, at.announce), await cable(through.report, at.report)];
  const followed = following(wire, through);
  open.push(led.wire, followed.wire);
  const before = await connected(led, followed, until);
  for (const each of cables) each.pull();
  led.wire.announce('lost');
  followed.wire.tell('lost');
  const after = await connected(led, followed, until);
  expect(after).not.toBe(before);
  // On a busy machine the new connection may be replaced once more: what matters is that all gets through again.
  await until(() => {
    led.wire.announce('new');
    for (const peer of led.probed) led.wire.answer(peer, 'new');
    followed.wire.tell('new');
    const [heard, told] = [followed, led.told.map(({ message }) => message)];
    return [heard.announced, heard.answered, told].every((messages) => messages.includes('new'));
  });
  const told = led.told.map(({ message }) => message);
  for (const messages of [followed.announced, followed.answered, told]) expect(new Set(messages)).toEqual(new Set(['new']));
});
