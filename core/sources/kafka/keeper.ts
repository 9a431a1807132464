import { toFailure } from '../../contract/errors.ts';
import type { Answer } from '../port.ts';
import type { Slot, SlotPool } from '../slots.ts';
import type { ChannelSearch, Found } from './channel-search.ts';
import { bytesToKeep, copyInto, slotFor, smallBytes } from './keep.ts';

/**
 * Copies what is kept out of the responses, once, and knows whose slots are not handed over yet. A reading that may still give way to a better one
 * never waits for a slot and never keeps one from others that wait: so two searches cannot wait for each other.
 */
export class Keeper {
  readonly #pool: SlotPool;
  /** By channel name. */
  readonly #held = new Map<string, { channel: ChannelSearch; slots: readonly number[] }>();

  constructor(pool: SlotPool) {
    this.#pool = pool;
  }

  /** False where the value has to wait for a slot: hand over what is known, then call `keepLater`. */
  keepNow(channel: ChannelSearch): boolean {
    this.#giveBack(channel);
    const found = channel.best;
    if (found === null || found.kept) return true;
    const bytes = bytesToKeep(found.reading.value);
    if (bytes <= smallBytes) return keepIn(found, new Uint8Array(bytes), []);
    try {
      const wanted = slotFor(found.reading.value);
      const slot = this.#pool.tryTake(wanted.bytes, wanted.place);
      if (slot !== null) return this.#keepInSlot(channel, found, slot);
    } catch (error) {
      channel.refuse(toFailure(error));
      return true;
    }
    return channel.final ? false : keepIn(found, new Uint8Array(bytes), []);
  }

  /** Rejects with STOPPED when the signal is aborted. */
  async keepLater(channel: ChannelSearch, signal: AbortSignal): Promise<void> {
    const found = channel.best;
    if (found === null || found.kept) return;
    for (const other of [...this.#held.values()]) this.#moveOut(other.channel);
    const { bytes, place } = slotFor(found.reading.value);
    this.#keepInSlot(channel, found, await this.#pool.take(bytes, signal, place));
  }

  /** From now on its slots are the receiver's to give back. */
  handOver(answers: Answer[]): Answer[] {
    for (const { channel } of answers) this.#held.delete(channel);
    return answers;
  }

  releaseAll(): void {
    for (const { channel } of [...this.#held.values()]) this.#giveBack(channel);
  }

  #keepInSlot(channel: ChannelSearch, found: Found, slot: Slot): boolean {
    this.#held.set(channel.name, { channel, slots: [slot.id] });
    return keepIn(found, slot.bytes, [slot.id]);
  }

  #moveOut(channel: ChannelSearch): void {
    const found = channel.best;
    if (found !== null) keepIn(found, new Uint8Array(bytesToKeep(found.reading.value)), []);
    this.#giveBack(channel);
  }

  #giveBack(channel: ChannelSearch): void {
    this.#pool.release(this.#held.get(channel.name)?.slots ?? []);
    this.#held.delete(channel.name);
  }
}

function keepIn(found: Found, room: Uint8Array, slots: readonly number[]): true {
  found.reading = { ...found.reading, value: copyInto(room, found.reading.value), slots };
  found.kept = true;
  return true;
}
