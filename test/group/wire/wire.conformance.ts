import { afterEach, describe, expect, test } from 'vitest';
import { largestMessage } from '../../../core/group/protocol.ts';
import { tellWaitsMs, type Wire } from '../../../core/group/wire/port.ts';
import type { LeaderSettings } from '../../../core/settings/group.ts';
import { connected, type Followed, following, type Led, leading, messagesOf, type Until } from './parties.ts';

export type WireInTest = {
  /** The wire as this exporter has it. */
  of(name: string): Wire;
  addresses(): Promise<LeaderSettings>;
  until: Until;
  pass(ms: number): Promise<void>;
};

const numbered = (what: string, count: number) => Array.from({ length: count }, (_, i) => `${what} ${i}`);

/** What the group relies on, whatever is behind the port. */
export function wireConformance(name: string, makeWire: () => WireInTest): void {
  describe(`a group's wire: ${name}`, () => {
    const wire = makeWire();
    const { until } = wire;
    const open: { close(): Promise<void> }[] = [];
    afterEach(async () => {
      await Promise.all(open.splice(0).map((each) => each.close()));
    });

    async function lead(addresses: LeaderSettings, by = 'alpha'): Promise<Led> {
      const led = await leading(wire.of(by), addresses);
      open.push(led.wire);
      return led;
    }
    function follow(addresses: LeaderSettings, by: string): Followed {
      const followed = following(wire.of(by), addresses);
      open.push(followed.wire);
      return followed;
    }

    test('announcements reach everyone who listens, all of them and in order', async () => {
      const addresses = await wire.addresses();
      const led = await lead(addresses);
      const followers = ['beta', 'gamma', 'delta'].map((by) => follow(addresses, by));
      for (const followed of followers) await connected(led, followed, until);
      for (const message of numbered('pulse', 2000)) led.wire.announce(message);
      await until(() => followers.every(({ announced }) => announced.length >= 2000));
      for (const { announced } of followers) expect(announced).toEqual(numbered('pulse', 2000));
    });

    test('who joins late gets only what is announced from then on', async () => {
      const addresses = await wire.addresses();
      const led = await lead(addresses);
      const beta = follow(addresses, 'beta');
      await connected(led, beta, until);
      led.wire.announce('early');
      await until(() => beta.announced.length === 1);
      const gamma = follow(addresses, 'gamma');
      await connected(led, gamma, until);
      led.wire.announce('late');
      await until(() => gamma.announced.length > 0 && beta.announced.length > 1);
      expect(gamma.announced).toEqual(['late']);
      expect(beta.announced).toEqual(['early', 'late']);
    });

    test('what each follower tells arrives in its order, and an answer goes to the one it is for', async () => {
      const addresses = await wire.addresses();
      const led = await lead(addresses);
      const [beta, gamma] = [follow(addresses, 'beta'), follow(addresses, 'gamma')];
      const peers = { beta: await connected(led, beta, until), gamma: await connected(led, gamma, until) };
      expect(peers.beta).not.toBe(peers.gamma);
      for (let i = 0; i < 500; i++) {
        beta.wire.tell(`beta ${i}`);
        gamma.wire.tell(`gamma ${i}`);
      }
      await until(() => led.told.length >= 1000);
      expect(messagesOf(led, peers.beta)).toEqual(numbered('beta', 500));
      expect(messagesOf(led, peers.gamma)).toEqual(numbered('gamma', 500));

      for (const message of numbered('answer', 500)) led.wire.answer(peers.beta, message);
      led.wire.answer(peers.gamma, 'last');
      await until(() => beta.answered.length >= 500 && gamma.answered.length >= 1);
      expect(beta.answered).toEqual(numbered('answer', 500));
      expect(gamma.answered).toEqual(['last']);
      expect([...led.ignored, ...beta.ignored, ...gamma.ignored]).toEqual([]);
    });

    test('a follower may be there before its leader, and its last hello comes through', async () => {
      const addresses = await wire.addresses();
      const beta = follow(addresses, 'beta');
      beta.wire.tell('an old hello');
      await wire.pass(tellWaitsMs + 300);
      const led = await lead(addresses);
      await until(() => {
        beta.wire.tell('hello');
        return led.told.length > 0;
      });
      await connected(led, beta, until);
      expect(new Set(led.told.map(({ message }) => message))).toEqual(new Set(['hello']));
    });

    test('when a leader is gone and another leads there, its followers come by themselves, under another name', async () => {
      const addresses = await wire.addresses();
      const first = await lead(addresses);
      const beta = follow(addresses, 'beta');
      const before = await connected(first, beta, until);
      first.wire.announce('leaving');
      await first.wire.close();
      first.wire.announce('after the end');
      first.wire.answer(before, 'after the end');
      const second = await lead(addresses);
      const after = await connected(second, beta, until);
      second.wire.answer(before, 'for one who is gone');
      second.wire.answer('00', 'for nobody');
      second.wire.answer(after, 'welcome');
      second.wire.announce('new');
      await until(() => beta.answered.length > 0 && beta.announced.length > 1);
      expect(beta.announced).toEqual(['leaving', 'new']);
      expect(beta.answered).toEqual(['welcome']);
      expect(second.ignored).toEqual([]);
    });

    test('what a follower says last still arrives, and then nothing comes to it', async () => {
      const addresses = await wire.addresses();
      const led = await lead(addresses);
      const [beta, gamma] = [follow(addresses, 'beta'), follow(addresses, 'gamma')];
      const peer = await connected(led, beta, until);
      await connected(led, gamma, until);
      for (const message of numbered('report', 100)) beta.wire.tell(message);
      beta.wire.tell('bye');
      await beta.wire.close();
      beta.wire.tell('after the end');
      await until(() => messagesOf(led, peer).includes('bye'));
      led.wire.announce('pulse');
      led.wire.answer(peer, 'too late');
      gamma.wire.tell('still here');
      await until(() => gamma.announced.length > 0 && led.told.some(({ message }) => message === 'still here'));
      expect(messagesOf(led, peer)).toEqual([...numbered('report', 100), 'bye']);
      expect([...beta.announced, ...beta.answered]).toEqual([]);
    });

    test('an address leads once: the second leader is refused by name, and keeps neither address', async () => {
      const [addresses, other] = [await wire.addresses(), await wire.addresses()];
      const led = await lead(addresses);
      const beta = follow(addresses, 'beta');
      await connected(led, beta, until);
      const refused = lead({ ...other, name: 'omega', report: addresses.report }, 'omega');
      await expect(refused).rejects.toMatchObject({
        code: 'ADDRESS_IN_USE',
        message: expect.stringMatching(new RegExp(`^omega can't lead at ${addresses.report}: .* Stop that program`)),
      });
      const third = await lead(other);
      await connected(third, follow(other, 'gamma'), until);
      led.wire.announce('goes on');
      await until(() => beta.announced.length > 0);
    });

    test('closed twice is closed once, and the addresses are free at once', async () => {
      const addresses = await wire.addresses();
      for (let round = 0; round < 5; round++) {
        const led = await lead(addresses);
        const beta = follow(addresses, 'beta');
        await connected(led, beta, until);
        await Promise.all([led.wire.close(), led.wire.close(), beta.wire.close(), beta.wire.close()]);
        await led.wire.close();
        await beta.wire.close();
      }
    });

    test('a message as large as allowed arrives; a larger one is counted and sent to nobody', async () => {
      const addresses = await wire.addresses();
      const led = await lead(addresses);
      const beta = follow(addresses, 'beta');
      const peer = await connected(led, beta, until);
      const largest = 'ä'.repeat(largestMessage / 2);
      led.wire.announce(`${largest}!`);
      led.wire.announce(largest);
      led.wire.answer(peer, `${largest}!`);
      led.wire.answer(peer, largest);
      beta.wire.tell(`${largest}!`);
      beta.wire.tell(largest);
      await until(() => led.told.length + beta.announced.length + beta.answered.length >= 3);
      expect([led.told[0]?.message === largest, beta.announced[0] === largest, beta.answered[0] === largest]).toEqual([true, true, true]);
      expect({ led: led.ignored, beta: beta.ignored }).toEqual({ led: ['too-large', 'too-large'], beta: ['too-large'] });
    });
  });
}
