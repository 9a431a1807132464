import type { Request } from '../core/contract/client.ts';
import type { Command } from '../core/contract/commands.ts';
import type { Host } from '../core/host/host.ts';
import type { Watch } from './watch.ts';

/** What can be commanded without the page. */
export type Orders = { captureNow(): void; start(): void; stop(): void };

/** By the same door as the page. What is refused is told to the person, in the words of the refusal. */
export function createOrders(
  host: Pick<Host, 'dispatch'>,
  watch: Pick<Watch, 'schedule'>,
  tell: (what: string, why: string) => void,
): Orders {
  return {
    captureNow: () => order('captureNow', {}, 'No capture was begun'),
    start: () => order('startSchedule', { schedule: watch.schedule() }, 'The schedule was not started'),
    stop: () => order('stopSchedule', {}, 'The schedule was not stopped'),
  };

  function order<C extends Command>(command: C, request: Request<C>, failed: string): void {
    host.dispatch(command, request).then(
      (result) => {
        if (!result.ok) tell(failed, result.failure.message);
      },
      (error: unknown) => tell(failed, String(error)),
    );
  }
}
