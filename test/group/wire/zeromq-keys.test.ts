import { afterEach, expect, test } from 'vitest';
import { curveKeyPair, Dealer, Subscriber } from 'zeromq';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import type { LeaderSettings } from '../../../core/settings/group.ts';
import { connected, following, leading, messagesOf } from './parties.ts';
import { addresses, until } from './zeromq-in-test.ts';

type Keys = { publicKey: string; secretKey: string };
const leader = curveKeyPair();
const friend = curveKeyPair();
const stranger = curveKeyPair();

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function lead(at: LeaderSettings, allowed = () => new Set([friend.publicKey])) {
  const led = await leading(createZeromqWire({ keys: leader, allowed }), at);
  open.push(led.wire);
  return led;
}
function follow(at: LeaderSettings, keys: Keys | null) {
  const followed = following(createZeromqWire({ keys, allowed: () => new Set() }), at);
  open.push(followed.wire);
  return followed;
}
/** Until a friend has got what the leader said after all of this, so that the others would have got it too. */
async function spoken(led: Awaited<ReturnType<typeof lead>>, at: LeaderSettings) {
  const beta = follow(at, friend);
  const peer = await connected(led, beta, until);
  beta.wire.tell('from a friend');
  await until(() => messagesOf(led, peer).length > 0);
  led.wire.announce('to friends');
  led.wire.answer(peer, 'to a friend');
  await until(() => beta.announced.length > 0 && beta.answered.length > 0);
  return led.told.map(({ message }) => message);
}

test('a key that is not on the list: nothing comes through, either way, and every attempt is counted', async () => {
  const at = await addresses(leader.publicKey);
  const led = await lead(at);
  const strange = follow(at, stranger);
  const telling = setInterval(() => strange.wire.tell('from a stranger'), 20);
  await until(() => led.ignored.length >= 4).finally(() => clearInterval(telling));
  expect(await spoken(led, at)).toEqual(['from a friend']);
  expect([...strange.announced, ...strange.answered]).toEqual([]);
  expect(new Set(led.ignored)).toEqual(new Set(['forged']));
});

test('a key that comes onto the list is let in at its next attempt', async () => {
  const at = await addresses(leader.publicKey);
  const allowed = new Set([friend.publicKey]);
  const led = await lead(at, () => allowed);
  const strange = follow(at, stranger);
  await until(() => led.ignored.length > 0);
  allowed.add(stranger.publicKey);
  await connected(led, strange, until);
});

test('another leader than the one of the settings gets nothing and is not believed', async () => {
  const at = await addresses(leader.publicKey);
  const led = await lead(at);
  const deceived = follow({ ...at, publicKey: stranger.publicKey }, friend);
  deceived.wire.tell('for another leader');
  expect(await spoken(led, at)).toEqual(['from a friend']);
  expect([...deceived.announced, ...deceived.answered]).toEqual([]);
});

test('without any key nobody is let in where keys are asked for', async () => {
  const at = await addresses(leader.publicKey);
  const led = await lead(at);
  const subscriber = new Subscriber({ linger: 0 });
  const dealer = new Dealer({ linger: 0, immediate: false });
  open.push(subscriber, dealer);
  subscriber.subscribe();
  subscriber.connect(at.announce);
  dealer.connect(at.report);
  await dealer.send('from a stranger');
  const heard: string[] = [];
  const listening = subscriber.receive().then(
    (frames) => void heard.push(frames.join()),
    () => undefined,
  );
  expect(await spoken(led, at)).toEqual(['from a friend']);
  subscriber.close();
  await listening;
  expect(heard).toEqual([]);
});

test('two that lead in one program each have their own list, and the second goes on when the first has closed', async () => {
  const [at, other] = [await addresses(leader.publicKey), await addresses(leader.publicKey)];
  const wire = createZeromqWire({ keys: leader, allowed: () => new Set([friend.publicKey]) });
  const [first, second] = [await leading(wire, at), await leading(wire, other)];
  await Promise.all([spoken(first, at), spoken(second, other)]);
  await first.wire.close();
  open.push(second.wire);
  follow(other, stranger);
  await until(() => second.ignored.length > 0);
  expect(await spoken(second, other)).toEqual(['from a friend', 'from a friend']);
  const again = await leading(wire, at);
  open.push(again.wire);
  await spoken(again, at);
});

test('without keys nothing but loopback is bound or connected to', async () => {
  const wire = createZeromqWire({ keys: null, allowed: () => new Set() });
  const far = { ...(await addresses()), report: 'tcp://192.168.10.5:5601' };
  const refusal = { code: 'NOT_ALLOWED', message: expect.stringContaining('tcp://192.168.10.5:5601') };
  await expect(leading(wire, far)).rejects.toMatchObject(refusal);
  expect(() => following(wire, far)).toThrowError(expect.objectContaining(refusal));
});

test('with keys a leader without one is refused, and keys that are none say so', async () => {
  const keyless = await addresses();
  await expect(lead(keyless)).rejects.toMatchObject({ code: 'NOT_ALLOWED', message: expect.stringContaining('alpha has no publicKey') });
  const none = { publicKey: '%'.repeat(40), secretKey: '%'.repeat(40) };
  expect(() => follow({ ...keyless, publicKey: leader.publicKey }, none)).toThrowError(
    expect.objectContaining({ code: 'BAD_SETTINGS', message: expect.stringContaining('npm run exporter -- keys') }),
  );
});

test('an address of another machine can not be led at', async () => {
  const at = { ...(await addresses(leader.publicKey)), report: 'tcp://192.0.2.1:5600' };
  await expect(lead(at)).rejects.toMatchObject({ code: 'BAD_SETTINGS', message: expect.stringContaining('tcp://192.0.2.1:5600') });
  const led = await lead({ ...at, report: (await addresses()).report });
  expect(led.ignored).toEqual([]);
});
