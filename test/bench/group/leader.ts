import { setTimeout as sleep } from 'node:timers/promises';
import { Publisher } from 'zeromq';
import { createZeromqWire } from '../../../core/group/wire/zeromq.ts';
import { evenly, nowNs } from './clock.ts';
import { openBenchLeader } from './leading.ts';
import { type LeaderOrder, leaderOrderSchema, leaderTaskSchema } from './protocol.ts';
import { serve } from './serve.ts';

/** A leader with everything but captures, in a process of its own. */
const task = leaderTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
/** As long as the announcement of a pulse is. */
const bareFiller = 'x'.repeat(330);
let bareId = 0;
const publisher = task.bare === null ? null : new Publisher();
if (publisher !== null && task.bare !== null) await publisher.bind(task.bare);
const leading = await openBenchLeader(task, createZeromqWire({ keys: null, allowed: () => new Set() }));

serve(leaderOrderSchema, obey, async () => {
  publisher?.close();
  await leading.close();
});

async function obey(order: LeaderOrder): Promise<unknown> {
  switch (order.kind) {
    case 'whole':
      await leading.whole();
      return { done: true };
    case 'bare':
      await evenly(order.pulses, order.perSecond, () => void publisher?.send(`${bareId++} ${nowNs()} ${bareFiller}`));
      return { done: true };
    case 'announce':
      await evenly(order.pulses, order.perSecond, leading.announce);
      return { done: true };
    case 'judge':
      return leading.measured(async () => {
        await evenly(order.pulses, order.perSecond, leading.announce);
        await leading.allJudged();
      });
    case 'hurry':
      return leading.measured(async () => {
        const endMs = performance.now() + order.seconds * 1000;
        while (performance.now() < endMs) {
          while (leading.unjudged() < order.atOnce) leading.announce();
          await leading.oneJudged();
        }
        await leading.allJudged();
      });
    case 'loss':
      return leading.untilNextPlan(async (signal) => {
        while (!signal.aborted) {
          leading.announce();
          await sleep(100);
        }
      });
    case 'sizes':
      return leading.sizes();
  }
}
