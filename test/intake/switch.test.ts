import { expect, test } from 'vitest';
import type { Intake } from '../../core/intake/port.ts';
import { createIntakeSwitch } from '../../core/intake/switch.ts';
import { parseWholeSettings } from '../../core/settings/parse-settings.ts';
import type { Setup } from '../../core/settings/schema.ts';
import { createFacility } from '../../core/simulation/facility.ts';
import { settingsFor } from '../../core/simulation/settings.ts';
import { pulse } from '../fakes/facility.ts';
import { fakeSource } from '../fakes/source.ts';

function setupOf(devices: number, settleMs = 1000): Setup {
  const facility = createFacility({ seed: 1, devices });
  return parseWholeSettings(settingsFor(facility, { name: 'x', dataFolder: 'data', settleMs })).setup;
}

/** Intakes that remember what was done with them; a setup whose settle time is 13 can't be opened. */
function aSwitch() {
  const opened: { closed: boolean; source: ReturnType<typeof fakeSource>; setup: Setup; topic: string | null }[] = [];
  const intake = createIntakeSwitch(async (setup, topic) => {
    if (setup.settleMs === 13) throw new Error('The password is not there.');
    const one = { closed: false, source: fakeSource([[], 'forever']), setup, topic };
    opened.push(one);
    const nothing = () => Promise.reject(new Error('not asked for here'));
    return {
      ...{ source: one.source, pulses: { newest: async () => pulse, find: nothing, between: nothing } },
      browse: { searchTopics: nothing, searchPvs: nothing, peek: nothing, keeping: nothing },
      observe: nothing,
      ...{ readFacts: nothing, setFault: nothing, announcements: null },
      close: async () => {
        one.closed = true;
      },
    } satisfies Intake;
  });
  return { intake, opened };
}

const soon = () => new Promise((resolve) => setImmediate(resolve));

test('before the first setup there is nothing to ask, and the sentence says whom it waits for', async () => {
  const { intake } = aSwitch();
  await expect(intake.pulses.newest(new AbortController().signal)).rejects.toMatchObject({ code: 'NO_SETUP', message: /leader/ });
  expect(() => intake.source).toThrow(/leader/);
  expect(intake.setup()).toBe(null);
  await intake.close();
});

test('other devices need no other sources; other sources are opened and the old ones closed', async () => {
  const { intake, opened } = aSwitch();
  await intake.use(setupOf(4), null);
  const { devices } = setupOf(6);
  await intake.use({ ...setupOf(4), devices }, null);
  expect(opened).toHaveLength(1);
  expect(intake.setup()?.devices).toHaveLength(6);
  await intake.use(setupOf(4, 2000), null);
  await soon();
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  await intake.close();
  expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
});

test('what reads from the old sources ends first, and memory goes back to where it came from', async () => {
  const { intake, opened } = aSwitch();
  await intake.use(setupOf(4), null);
  const { source } = intake;
  const leaving = new AbortController();
  const reading = (async () => {
    for await (const _ of source.collect({ pulse, channels: [], waitMs: 0 }, leaving.signal)) await soon();
  })();
  await soon();
  await intake.use(setupOf(4, 2000), null);
  await soon();
  expect(opened[0]?.closed).toBe(false);
  source.release([3]);
  expect(opened[0]?.source.released).toEqual([3]);
  leaving.abort();
  await reading;
  await soon();
  expect(opened[0]?.closed).toBe(true);
  await intake.close();
});

test('a setup that cannot be used is refused with why, and the one before goes on', async () => {
  const { intake, opened } = aSwitch();
  await intake.use(setupOf(4), null);
  await expect(intake.use(setupOf(4, 13), null)).rejects.toThrow('password');
  expect(intake.setup()?.settleMs).toBe(1000);
  expect(opened[0]?.closed).toBe(false);
  await intake.close();
  await expect(intake.use(setupOf(5), null)).rejects.toMatchObject({ code: 'STOPPED' });
});

test('another topic for announcements needs connections of its own', async () => {
  const { intake, opened } = aSwitch();
  await intake.use(setupOf(4), null);
  await intake.use(setupOf(4), 'announcements');
  expect(opened.map(({ topic }) => topic)).toEqual([null, 'announcements']);
  await intake.close();
});
