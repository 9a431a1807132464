import { failure } from '../contract/errors.ts';
import { mostPending } from '../contract/wire.ts';
import type { Door } from './door.ts';

/** The door as one page finds it: of its commands only so many are at work at a time, others are refused by that name. */
export function createAsking(door: Pick<Door, 'dispatch'>): Door['dispatch'] {
  let pending = 0;
  return async (command, request) => {
    if (pending >= mostPending)
      return { ok: false, failure: failure('BUSY', `${mostPending} commands of this page are not answered yet; wait for them.`) };
    pending += 1;
    try {
      return await door.dispatch(command, request);
    } finally {
      pending -= 1;
    }
  };
}
