import { expect, test } from 'vitest';
import { createMemoryWire } from '../../../core/group/wire/memory.ts';
import { sendQueueMost } from '../../../core/group/wire/port.ts';
import { following, type Led, leading } from './parties.ts';

const addresses = { name: 'alpha', announce: 'tcp://127.0.0.1:5600', report: 'tcp://127.0.0.1:5601' };

async function group(options: Parameters<typeof createMemoryWire>[0] = {}) {
  const memory = createMemoryWire(options);
  const led = await leading(memory.of('alpha'), addresses);
  const [beta, gamma] = [following(memory.of('beta'), addresses), following(memory.of('gamma'), addresses)];
  memory.pump(0);
  return { memory, led, beta, gamma };
}
function announce(led: Led, count: number, first = 0): string[] {
  const messages = Array.from({ length: count }, (_, i) => `${first + i}`);
  for (const message of messages) led.wire.announce(message);
  return messages;
}

test('nothing arrives before it is delivered, and answers to what arrives come with the next delivery', async () => {
  const { memory, led, beta } = await group();
  announce(led, 1);
  expect([beta.announced, memory.nextMs()]).toEqual([[], 0]);
  expect(memory.deliver(1)).toBe(2);
  expect([beta.announced, memory.nextMs()]).toEqual([['0'], null]);
});

test('some announcements are lost, the same ones with the same seed; nothing else is, and order stays', async () => {
  const runs = await Promise.all([1, 1, 2].map((seed) => group({ seed, quality: { loss: 0.2, delayMs: [0, 50] } })));
  for (const { memory, led, beta } of runs) {
    const all = announce(led, 500);
    for (const message of all) beta.wire.tell(message);
    memory.pump(100);
    expect(led.told.map(({ message }) => message)).toEqual(all);
    expect(beta.announced.length).toBeGreaterThan(300);
    expect(beta.announced.length).toBeLessThan(500);
    expect(beta.announced).toEqual(all.filter((message) => beta.announced.includes(message)));
  }
  const [first, same, other] = runs.map(({ beta, gamma }) => [beta.announced, gamma.announced]);
  expect(same).toEqual(first);
  expect(other).not.toEqual(first);
});

test('a slow connection delivers later than a fast one, each in its order', async () => {
  const { memory, led, beta, gamma } = await group();
  memory.setQuality({ delayMs: [100, 200] }, 'beta');
  const all = announce(led, 50);
  memory.pump(99);
  expect([beta.announced, gamma.announced]).toEqual([[], all]);
  expect(memory.nextMs()).toBeGreaterThanOrEqual(100);
  memory.pump(200);
  expect(beta.announced).toEqual(all);
});

test('some messages come twice', async () => {
  const { memory, led, beta } = await group({ quality: { twice: 0.5 } });
  const all = announce(led, 100);
  memory.pump(1);
  expect(beta.announced.length).toBeGreaterThan(100);
  expect([...new Set(beta.announced)]).toEqual(all);
});

test('a cut loses what is under way, both ways; healed, the follower is back under another name', async () => {
  const { memory, led, beta, gamma } = await group();
  beta.wire.tell('before');
  memory.pump(1);
  const peer = led.told[0]?.peer ?? '';
  announce(led, 1);
  beta.wire.tell('under way');
  memory.cut('beta');
  memory.pump(2);
  beta.wire.tell('too old');
  memory.pump(3);
  announce(led, 1, 1);
  memory.pump(2000);
  beta.wire.tell('waits');
  memory.heal('beta');
  memory.pump(2001);
  led.wire.answer(peer, 'for nobody');
  announce(led, 1, 2);
  memory.pump(2002);
  expect([beta.announced, beta.answered, gamma.announced]).toEqual([['2'], [], ['0', '1', '2']]);
  expect(led.told.map(({ message }) => message)).toEqual(['before', 'waits']);
  expect(led.told[1]?.peer).not.toBe(peer);
});

test('a cut between two leaves their other connections, and one of a leader takes all of its', async () => {
  const { memory, led, beta, gamma } = await group();
  memory.cut('gamma', 'alpha');
  announce(led, 1);
  memory.pump(1);
  expect([beta.announced, gamma.announced]).toEqual([['0'], []]);
  memory.cut('alpha');
  memory.heal('alpha', 'gamma');
  memory.pump(2);
  announce(led, 1, 1);
  memory.pump(3);
  expect([beta.announced, gamma.announced]).toEqual([['0'], []]);
  memory.heal('alpha');
  memory.pump(4);
  announce(led, 1, 2);
  memory.pump(5);
  expect([beta.announced, gamma.announced]).toEqual([['0', '2'], ['2']]);
});

test('what comes for a stopped process waits until it goes on', async () => {
  const { memory, led, beta, gamma } = await group();
  memory.hold('beta');
  const all = announce(led, 3);
  memory.pump(10_000);
  expect([beta.announced, gamma.announced]).toEqual([[], all]);
  memory.release('beta');
  memory.pump(10_001);
  expect(beta.announced).toEqual(all);
});

test('what a leader sent before it closed arrives; what was on its way to it does not', async () => {
  const { memory, led, beta } = await group();
  announce(led, 1);
  beta.wire.tell('under way');
  await led.wire.close();
  memory.pump(1);
  expect([beta.announced, led.told]).toEqual([['0'], []]);
});

test('a stranger puts in messages of his own', async () => {
  const { memory, led, beta } = await group();
  memory.injectTold('alpha', 'peer-1', 'forged');
  memory.injectAnnounced('beta', 'alpha', 'forged');
  memory.injectAnswered('beta', 'alpha', 'forged');
  expect([led.told, beta.announced, beta.answered]).toEqual([[{ peer: 'peer-1', message: 'forged' }], ['forged'], ['forged']]);
});

test('a queue that is full drops the newest: silently what is announced, counted what is answered or told', async () => {
  const { memory, led, beta, gamma } = await group();
  beta.wire.tell('hello');
  memory.pump(1);
  const peer = led.told[0]?.peer ?? '';
  memory.hold('beta');
  const all = announce(led, sendQueueMost + 3);
  for (const message of all) led.wire.answer(peer, message);
  expect(led.ignored).toEqual(['queue-full', 'queue-full', 'queue-full']);
  for (const message of all) gamma.wire.tell(message);
  expect(gamma.ignored).toEqual(['queue-full', 'queue-full', 'queue-full']);
  memory.pump(2);
  memory.release('beta');
  memory.pump(3);
  const most = all.slice(0, sendQueueMost);
  expect(beta.announced).toEqual(most);
  expect(beta.answered).toEqual(most);
  expect(led.told.slice(1).map(({ message }) => message)).toEqual(most);
});

test('two that answer each other without end are a fault that is named', async () => {
  const memory = createMemoryWire();
  const led = await memory.of('alpha').lead(addresses, { told: (peer) => led.answer(peer, 'and you?'), ignored: () => undefined });
  const beta = memory
    .of('beta')
    .follow(addresses, { announced: () => undefined, answered: () => beta.tell('and you?'), ignored: () => undefined });
  beta.tell('how are you?');
  expect(() => memory.pump(7)).toThrow('without end');
});
