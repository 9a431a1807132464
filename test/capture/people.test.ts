import { expect, test } from 'vitest';
import { createFactsReader } from '../../core/capture/facts-reader.ts';
import { createPeople } from '../../core/capture/people.ts';
import { systemClock } from '../../core/clock.ts';
import type { ExporterEvent } from '../../core/contract/api.ts';
import { createFeed } from '../../core/feed.ts';
import { openJournal } from '../../core/journal/open-journal.ts';

async function people(nowMs = 1_795_344_851_000) {
  const journal = openJournal({ file: ':memory:' });
  const feed = createFeed();
  const events: ExporterEvent[] = [];
  feed.subscribe((event) => events.push(event));
  const facts = createFactsReader({
    readFacts: () => Promise.reject(new Error('not asked for here')),
    sleep: systemClock.sleep,
    settled: () => ({}),
  });
  const clock = { ...systemClock, wallMs: () => nowMs };
  const devices = () => [{ name: 'CAM-1', channels: [] }];
  return { journal, feed, events, facts, ...(await createPeople({ journal, feed, clock, facts, devices })) };
}

test('a fact that a person set is in force at once, in the journal with who and when, and can be taken back', async () => {
  const { commands, facts, journal, feed } = await people();
  await commands.setMetadata({ activeArea: 'EA2', activeExperiment: '9', by: 'Ann' });
  expect(facts.fixed()).toEqual({ activeArea: 'EA2', activeExperiment: '9' });
  await commands.setMetadata({ activeExperiment: null, by: 'Bob' });
  expect(facts.fixed()).toBeNull();
  expect(feed.state().metadata).toEqual({ activeArea: 'EA2' });
  expect(await journal.metadata()).toEqual({ activeArea: 'EA2' });
  expect((await journal.notes(9)).map(({ by, what }) => `${by} ${what}`)).toEqual(['Bob metadata', 'Ann metadata']);
});

test('what is left out stays as it was set', async () => {
  const { commands, facts } = await people();
  await commands.setMetadata({ activeArea: 'EA2', by: 'Ann' });
  await commands.setMetadata({ activeExperiment: '9', by: 'Ann' });
  expect(facts.fixed()).toEqual({ activeArea: 'EA2', activeExperiment: '9' });
});

test('a device whose time is over comes back by itself, and only that one', async () => {
  const { commands, outOfService, endServices, feed } = await people();
  await commands.takeOutOfService({ device: 'CAM-1', reason: 'lens', by: 'Ann', until: '2020-01-01T00:00:00Z' });
  expect(Object.keys(outOfService())).toEqual(['CAM-1']);
  await endServices();
  expect(outOfService()).toEqual({});
  expect(feed.state().outOfService).toEqual({});
});

test('an unknown device cannot be taken out, and one in service not be returned', async () => {
  const { commands } = await people();
  await expect(commands.takeOutOfService({ device: 'CAM-9', reason: 'x', by: 'Ann' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(commands.returnToService({ device: 'CAM-1', by: 'Ann' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
