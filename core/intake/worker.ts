import { parentPort, workerData } from 'node:worker_threads';
import { ExporterError, toFailure } from '../contract/errors.ts';
import { createLooks, keptIn } from './announcements.ts';
import type { Inventory } from './inventory.ts';
import { openIntake } from './open-intake.ts';
import type { Intake } from './port.ts';
import type { Call, FromIntake, IntakeStart, Reply, ToIntake } from './protocol.ts';

const port = parentPort;
if (port === null) throw new ExporterError('INTERNAL', 'The intake runs in a worker thread; use openIntake elsewhere.');
const start: IntakeStart = workerData;
const working = new Map<number, AbortController>();

try {
  const intake = await openIntake(start, {
    stateChanged: (state) => send({ state }),
    topicsCounted: (topics) => send({ topics }),
  });
  const looks = createLooks(intake.announcements);
  port.on('message', (message: ToIntake) => {
    if ('abort' in message) working.get(message.abort)?.abort();
    else if ('release' in message) intake.source.release(message.release);
    else void answer({ ...intake, looks }, message.id, message.call);
  });
  send({ ready: true });
} catch (error) {
  send({ ready: false, failure: toFailure(error) });
}

type Working = Intake & { inventory: Inventory } & { looks: ReturnType<typeof createLooks> };

async function answer(intake: Working, id: number, call: Call): Promise<void> {
  const abort = new AbortController();
  working.set(id, abort);
  try {
    if (call.call === 'collect') for await (const answers of intake.source.collect(call.request, abort.signal)) send({ id, answers });
    send({ id, reply: await perform(intake, call, abort.signal) });
  } catch (error) {
    send({ id, failure: toFailure(error) });
  } finally {
    working.delete(id);
  }
}

async function perform(
  { pulses, browse, observe, inventory, readFacts, setFault, announcements, looks, close }: Working,
  call: Call,
  signal: AbortSignal,
): Promise<Reply> {
  switch (call.call) {
    case 'newest':
      return { kind: 'pulse', pulse: await pulses.newest(signal) };
    case 'find':
      return { kind: 'pulse', pulse: await pulses.find(call.pulseId, signal) };
    case 'between':
      return { kind: 'pulses', pulses: await pulses.between(call.fromNs, call.toNs, call.limit, signal) };
    case 'readFacts':
      return { kind: 'facts', facts: await readFacts(call.pulse, signal) };
    case 'topics':
      return { kind: 'topics', topics: await inventory.topics(signal) };
    case 'pvs':
      return { kind: 'pvs', pvs: await inventory.pvs(call.names, signal) };
    case 'searchTopics':
      return { kind: 'topicsFound', found: await browse.searchTopics(call.text, call.limit, signal) };
    case 'searchPvs':
      return { kind: 'pvsFound', found: await browse.searchPvs(call.text, call.limit, signal) };
    case 'peek':
      return { kind: 'peeked', peek: await browse.peek(call.of, signal) };
    case 'observe':
      return { kind: 'observed', observed: await observe(call.request, signal) };
    case 'keeping':
      return { kind: 'keeping', keeping: await browse.keeping(call.topics, signal) };
    case 'setFault':
      return { kind: 'faults', faults: await setFault(call.fault, call.device, call.on) };
    case 'collect':
      return { kind: 'done' };
    case 'announce':
      await keptIn(announcements).append(call.entries);
      return { kind: 'done' };
    case 'announced':
      return { kind: 'announced', entries: await looks.next(call.look, call.timeMs, signal) };
    case 'endLook':
      await looks.end(call.look);
      return { kind: 'done' };
    case 'closeAnnouncements':
      await announcements?.close();
      return { kind: 'done' };
    case 'close':
      await close();
      return { kind: 'done' };
  }
}

function send(message: FromIntake): void {
  port?.postMessage(message);
}
