import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFeed } from '../../core/feed.ts';
import { appId } from '../../main/app-id.ts';
import { createAwake } from '../../main/awake.ts';
import { createUnexpected } from '../../main/unexpected.ts';
import { isOnDuty, watchExporter } from '../../main/watch.ts';
import { settled } from '../pulses/virtual-clock.ts';
import { snapshotWith } from './states.ts';

test('the machine is kept from sleeping while the exporter is on duty, once, and no longer', () => {
  const done: string[] = [];
  let next = 0;
  const awake = createAwake({
    start: (type) => {
      done.push(`${type} ${++next}`);
      return next;
    },
    stop: (id) => done.push(`let go ${id}`),
  });
  const feed = createFeed();
  watchExporter(feed, (state) => awake.hold(isOnDuty(state)));
  feed.emit(snapshotWith({}));
  expect(done).toEqual([]);
  feed.emit(snapshotWith({ schedule: { kind: 'seconds', every: 7 } }));
  feed.emit(snapshotWith({ schedule: { kind: 'seconds', every: 60 } }));
  expect(done).toEqual(['prevent-app-suspension 1']);
  feed.emit({ type: 'schedule/changed', schedule: { kind: 'manual' } });
  awake.hold(false);
  awake.hold(true);
  expect(done.slice(1)).toEqual(['let go 1', 'prevent-app-suspension 2']);
});

test('what nobody has caught is written down each time and shown once, until it is closed; nothing waits for that', async () => {
  const shown: string[] = [];
  const closed = Promise.withResolvers<void>();
  const troubles: unknown[] = [];
  const unexpected = createUnexpected(
    (_, detail) => {
      shown.push(detail);
      return closed.promise;
    },
    (error) => troubles.push(error),
  );
  unexpected(new Error('no such thing'));
  unexpected('again');
  expect([shown, troubles.length]).toEqual([[expect.stringContaining('no such thing')], 2]);
  closed.resolve();
  await settled();
  unexpected('a third time');
  expect(shown).toHaveLength(2);
});

test('the program has the name that its installer gives its shortcut', () => {
  expect(readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8')).toContain(`\nappId: ${appId}\n`);
});
