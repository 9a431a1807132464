import type { Ask } from '../../core/contract/client.ts';
import { dataRoutes } from '../../core/contract/data.ts';
import { messageOf } from '../../core/contract/errors.ts';
import { isRecord } from '../../core/contract/is-record.ts';
import type { ReadData } from '../connect/data.ts';
import { mostAsked } from '../frame/line.ts';
import { type Asked, isFromFrame, type ToFrame } from '../frame/talk.ts';
import { grouped } from '../words/numbers.ts';

export type AnsweringPorts = {
  /** The one that is open: whatever the frame asks, it is asked of this one. */
  file: string;
  ask: Ask;
  readData: ReadData;
  post(message: ToFrame, transfer: ArrayBuffer[]): void;
  onShown(): void;
  /** `whole`: the frame shows nothing any more. */
  onTrouble(sentence: string, whole: boolean): void;
  /** What is left out of lists that are too long. */
  onBeyond(sentence: string): void;
};

export type Answering = { take(message: unknown): void; stop(): void };

/** The page's end: lets through what an explorer of one file asks, and nothing else. */
export function createAnswering(ports: AnsweringPorts): Answering {
  const answering = new Map<number, AbortController>();
  return {
    take(message) {
      if (!isFromFrame(message)) return;
      if ('shown' in message) ports.onShown();
      else if ('trouble' in message) ports.onTrouble(message.trouble, message.whole);
      else if ('cancel' in message) answering.get(message.cancel)?.abort();
      else if (answering.has(message.id) || answering.size >= mostAsked)
        refuse(message.id, 'The explorer asks more than it may at a time.');
      else void answer(message);
    },
    stop() {
      for (const each of answering.values()) each.abort();
      answering.clear();
    },
  };

  /** Rejects never. */
  async function answer(asked: Asked): Promise<void> {
    const stop = new AbortController();
    answering.set(asked.id, stop);
    try {
      const { answer: found, bytes } = await find(asked, stop.signal);
      if (answering.get(asked.id) !== stop) return;
      ports.post({ id: asked.id, ok: true, answer: found, ...(bytes !== undefined && { bytes }) }, bytes === undefined ? [] : [bytes]);
    } catch (error) {
      if (answering.get(asked.id) === stop) refuse(asked.id, messageOf(error));
    } finally {
      if (answering.get(asked.id) === stop) answering.delete(asked.id);
    }
  }

  async function find(asked: Asked, signal: AbortSignal): Promise<{ answer: unknown; bytes?: ArrayBuffer }> {
    const { file, ask, readData, onBeyond } = ports;
    if (asked.ask === 'paths') {
      const answer = await ask('explorePaths', { file });
      if (answer.beyond > 0)
        onBeyond(
          `The search knows ${grouped(String(answer.paths.length))} places of this file; at least ${grouped(String(answer.beyond))} more are not searched.`,
        );
      return { answer };
    }
    const { path, selection } = asked;
    if (asked.ask === 'entity') {
      const answer = await ask('exploreEntity', { file, path });
      if (answer.kind === 'group' && answer.beyond !== undefined && answer.beyond > 0)
        onBeyond(`${path} has ${grouped(String(answer.beyond))} more members than are listed; the search finds them.`);
      return { answer };
    }
    if (asked.ask === 'attributes') return { answer: await ask('exploreAttributes', { file, path }) };
    const part = selection === undefined ? {} : { selection };
    if (asked.ask === 'value') return { answer: await ask('exploreValue', { file, path, ...part }) };
    const { header, bytes } = await readData(dataRoutes.slice, { file, dataset: path, ...part }, signal);
    return { answer: { ...(isRecord(header) && header), from: bytes.byteOffset }, bytes: bytes.buffer };
  }

  function refuse(id: number, message: string): void {
    ports.post({ id, ok: false, message }, []);
  }
}
