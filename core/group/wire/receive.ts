import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import type { IgnoredReason } from '../../contract/group.ts';
import { largestMessage } from '../protocol.ts';
import { codeOf } from './refusals.ts';

type Receiving = { readonly closed: boolean; receive(): Promise<Buffer[]> };

/** Messages that are taken before timers and the other sockets have their turn. */
const atOnce = 64;

/** Hands on all that comes, until the socket is closed. */
export async function receiveAll(socket: Receiving, take: (frames: readonly Buffer[]) => void): Promise<void> {
  for (let taken = 1; !socket.closed; taken++) {
    const frames = await receiveOne(socket);
    if (frames !== null) take(frames);
    if (frames === null || taken % atOnce === 0) await setImmediate();
  }
}

/** null when the wait was ended by the close of the socket, or for nothing. */
async function receiveOne(socket: Receiving): Promise<Buffer[] | null> {
  try {
    return await socket.receive();
  } catch (error) {
    if (socket.closed || codeOf(error) === 'EAGAIN') return null;
    throw error;
  }
}

/** The text of a message, which is one frame; null when it was ignored. */
export function textOf(frames: readonly Buffer[], ignored: (reason: IgnoredReason) => void): string | null {
  const [frame] = frames;
  if (frame === undefined || frames.length > 1 || frame.length === 0) return ignore('malformed');
  if (frame.length > largestMessage) return ignore('too-large');
  return isUtf8(frame) ? frame.toString('utf8') : ignore('malformed');

  function ignore(reason: IgnoredReason): null {
    ignored(reason);
    return null;
  }
}
