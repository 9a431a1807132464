import { expect, test } from 'vitest';
import { initialState } from '../core/contract/state.ts';
import { createFeed } from '../core/feed.ts';
import { createSupport } from '../core/support.ts';

const clock = { wallMs: () => 0, monotonicMs: () => 0, sleep: async () => undefined };

test('what the exporter has told lately is there, with when, and the whole state is not in it', async () => {
  const feed = createFeed();
  const support = createSupport({ feed, clock });
  feed.emit({ type: 'schedule/changed', schedule: { kind: 'seconds', every: 60 } });
  const told = await support.recentEvents({});
  expect(told.map(({ type }) => type)).toEqual(['snapshot', 'schedule/changed']);
  expect(told[1]).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    type: 'schedule/changed',
    facts: { schedule: { kind: 'seconds', every: 60 } },
  });
  expect(told[0]?.facts).toEqual({ state: '(whole state)' });
  expect(feed.state()).not.toEqual(initialState);
});
