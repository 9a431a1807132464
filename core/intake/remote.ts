import { Worker } from 'node:worker_threads';
import { ExporterError, type Failure, messageOf, toError, toFailure } from '../contract/errors.ts';
import type { Answer, CollectRequest } from '../sources/port.ts';
import type { Inventory } from './inventory.ts';
import type { Intake, IntakeListener } from './port.ts';
import type { Call, FromIntake, IntakeStart, Reply, ToIntake } from './protocol.ts';
import { remoteAnnouncements } from './remote-announcements.ts';

/** What lives shortly lies in so much memory; Node's own measure is twice that, and no faster. */
const youngMb = 24;

type Waiting = { onAnswers(answers: Answer[]): void; resolve(reply: Reply): void; reject(error: Error): void };

export type RemoteListener = IntakeListener & {
  /** Its thread has died. Everything asked fails from now on. */
  ended(failure: Failure): void;
};

/** The intake in a thread of its own, behind the same port. Rejects if it cannot be opened. */
export async function createIntake(
  workerUrl: URL,
  start: IntakeStart,
  listener: RemoteListener,
): Promise<Intake & { inventory: Inventory }> {
  const worker = new Worker(workerUrl, { workerData: start, name: 'intake', resourceLimits: { maxYoungGenerationSizeMb: youngMb } });
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let ended: ExporterError | undefined;
  let closing = false;

  const opened = Promise.withResolvers<void>();
  worker.on('message', receive);
  worker.on('error', (error) => end(messageOf(error)));
  worker.on('exit', (code) => end(`exit code ${code}`));
  try {
    await opened.promise;
  } catch (error) {
    closing = true;
    await worker.terminate();
    throw error;
  }

  function end(why: string): void {
    if (ended !== undefined) return;
    ended = new ExporterError('INTAKE_ENDED', `The intake thread ended: ${why}. Restart the exporter.`);
    opened.reject(ended);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
    if (!closing) listener.ended(toFailure(ended));
  }

  function receive(message: FromIntake): void {
    if ('ready' in message) {
      if (message.ready) opened.resolve();
      else opened.reject(toError(message.failure));
    } else if ('state' in message) listener.stateChanged(message.state);
    else if ('topics' in message) listener.topicsCounted(message.topics);
    else settle(message);
  }

  function settle(message: Extract<FromIntake, { id: number }>): void {
    const call = waiting.get(message.id);
    if ('answers' in message) {
      call?.onAnswers(message.answers);
      return;
    }
    waiting.delete(message.id);
    if ('reply' in message) call?.resolve(message.reply);
    else call?.reject(toError(message.failure));
  }

  function send(message: ToIntake): void {
    if (ended === undefined) worker.postMessage(message);
  }

  function request(call: Call, signal: AbortSignal | undefined, onAnswers: Waiting['onAnswers'] = () => undefined): Promise<Reply> {
    if (ended !== undefined) return Promise.reject(ended);
    const id = nextId++;
    const abort = () => send({ abort: id });
    return new Promise<Reply>((resolve, reject) => {
      waiting.set(id, { onAnswers, resolve, reject });
      send({ id, call });
      if (signal?.aborted === true) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    }).finally(() => signal?.removeEventListener('abort', abort));
  }

  async function ask<K extends Reply['kind']>(kind: K, call: Call, signal?: AbortSignal): Promise<Extract<Reply, { kind: K }>> {
    const reply = await request(call, signal);
    if (isKind(reply, kind)) return reply;
    throw new ExporterError('INTERNAL', `The intake answered ${reply.kind} to ${call.call}.`);
  }

  async function* collect(work: CollectRequest, signal: AbortSignal): AsyncIterable<Answer[]> {
    const batches: Answer[][] = []; // bounded by the number of channels, and by the slots of shared memory
    let wake: () => void = () => undefined;
    let result: { error?: unknown } | undefined;
    request({ call: 'collect', request: work }, signal, (answers) => {
      batches.push(answers);
      wake();
    }).then(
      () => finish({}),
      (error: unknown) => finish({ error }),
    );
    function finish(how: { error?: unknown }): void {
      result = how;
      wake();
    }
    for (;;) {
      const batch = batches.shift();
      if (batch !== undefined) yield batch;
      else if (result === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else if ('error' in result) throw result.error;
      else return;
    }
  }

  const announcements = remoteAnnouncements({
    append: async (entries) => void (await ask('done', { call: 'announce', entries })),
    next: async (look, timeMs, signal) => (await ask('announced', { call: 'announced', look, timeMs }, signal)).entries,
    end: async (look) => void (await ask('done', { call: 'endLook', look })),
    close: async () => void (await ask('done', { call: 'closeAnnouncements' })),
  });

  return {
    source: { collect, release: (slots) => (slots.length > 0 ? send({ release: slots }) : undefined), close: () => Promise.resolve() },
    pulses: {
      newest: async (signal) => (await ask('pulse', { call: 'newest' }, signal)).pulse,
      find: async (pulseId, signal) => (await ask('pulse', { call: 'find', pulseId }, signal)).pulse,
      between: async (fromNs, toNs, limit, signal) => (await ask('pulses', { call: 'between', fromNs, toNs, limit }, signal)).pulses,
    },
    inventory: {
      topics: async (signal) => (await ask('topics', { call: 'topics' }, signal)).topics,
      pvs: async (names, signal) => (await ask('pvs', { call: 'pvs', names }, signal)).pvs,
    },
    observe: async (request, signal) => (await ask('observed', { call: 'observe', request }, signal)).observed,
    browse: {
      searchTopics: async (text, limit, signal) => (await ask('topicsFound', { call: 'searchTopics', text, limit }, signal)).found,
      searchPvs: async (text, limit, signal) => (await ask('pvsFound', { call: 'searchPvs', text, limit }, signal)).found,
      keeping: async (topics, signal) => (await ask('keeping', { call: 'keeping', topics }, signal)).keeping,
      peek: async (of, signal) => (await ask('peeked', { call: 'peek', of }, signal)).peek,
    },
    readFacts: async (pulse, signal) => (await ask('facts', { call: 'readFacts', pulse }, signal)).facts,
    setFault: async (fault, device, on) => (await ask('faults', { call: 'setFault', fault, device, on })).faults,
    announcements: start.topic === null ? null : announcements,
    async close() {
      closing = true;
      if (ended === undefined) await ask('done', { call: 'close' }).catch(() => undefined); // a thread that is gone is closed
      await worker.terminate();
    },
  };
}

function isKind<K extends Reply['kind']>(reply: Reply, kind: K): reply is Extract<Reply, { kind: K }> {
  return reply.kind === kind;
}
