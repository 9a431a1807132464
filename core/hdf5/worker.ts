import fs from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { ExporterError, toFailure } from '../contract/errors.ts';
import { copyWithout } from './copy.ts';
import { diskFailure, readFailure } from './disk-failure.ts';
import { beginFile, type FileInWork, partOf } from './file.ts';
import { createScratch, loadH5 } from './h5.ts';
import { inspectFile } from './inspect.ts';
import { lookInto, memoryOf } from './looking.ts';
import type { Call, Reply, Request } from './protocol.ts';
import { smallValues } from './small.ts';

if (parentPort === null) throw new Error('The HDF5 worker runs as a worker thread only.');
const port = parentPort;
const h5 = await loadH5();
const scratch = createScratch(h5);
let current: { file: FileInWork; path: string } | null = null;
let turn = Promise.resolve();

/** Waking the other thread takes as long as writing a small value, so small ones are answered together. */
const gathered: Reply[] = [];
const flush = () => {
  if (gathered.length === 0) return;
  const moved = gathered.flatMap((reply) => (reply.ok && reply.answer.kind === 'looked' ? memoryOf(reply.answer.looked) : []));
  port.postMessage(gathered.splice(0), moved);
};

port.on('message', (request: Request) => {
  turn = turn.then(async () => {
    const answered = await reply(request);
    if (gathered.push(answered) === 1) setImmediate(flush);
    if (!isSmall(answered)) flush();
  });
});

// HDF5 is loaded: what goes wrong from here on is not the installation's fault.
port.postMessage(gathered);

/** Whoever gave a large value waits for its memory; all else than values is waited for by itself. */
function isSmall(answered: Reply): boolean {
  if (!answered.ok || answered.answer.kind !== 'written') return false;
  const { written } = answered.answer;
  return !written.ok || written.bytes < 65_536;
}

async function reply({ id, call }: Request): Promise<Reply> {
  try {
    return { id, ...(await answer(call)) };
  } catch (error) {
    // A file that has been begun is open in HDF5, which would keep its space on a full disk for as long as this thread lives.
    const known = call.kind === 'small' || call.kind === 'look' ? readFailure(error, call.path) : diskFailure(error, pathOf(call));
    const spoilt = current !== null || call.kind === 'copy' || !(error instanceof Error && 'code' in error);
    if (current !== null) removePart(current.path);
    current = null;
    return { id, ok: false, spoilt, failure: toFailure(known) };
  }
}

function pathOf(call: Call): string {
  switch (call.kind) {
    case 'open':
      return call.start.path;
    case 'inspect':
    case 'small':
    case 'look':
      return call.path;
    case 'copy':
      return call.copy.to;
    default:
      return current?.path ?? '';
  }
}

type Answered = Omit<Extract<Reply, { ok: true }>, 'id'>;

async function answer(call: Call): Promise<Answered> {
  switch (call.kind) {
    case 'open':
      // Left by a call that never arrived.
      current?.file.abandon();
      current = { file: beginFile(h5, scratch, call.start), path: call.start.path };
      return { ok: true, spoilt: false, answer: { kind: 'done' } };
    case 'write':
      return { ok: true, spoilt: false, answer: { kind: 'written', written: inWork().write(call.channel, call.reading) } };
    case 'seal': {
      const sealed = await inWork().seal(call.root);
      current = null;
      return { ok: true, spoilt: false, answer: { kind: 'sealed', sealed } };
    }
    case 'abandon':
      current?.file.abandon();
      current = null;
      return { ok: true, spoilt: false, answer: { kind: 'done' } };
    case 'inspect': {
      const { inspected, spoilt } = inspectFile(h5, scratch, call.path);
      return { ok: true, spoilt, answer: { kind: 'inspected', inspected } };
    }
    case 'small':
      return { ok: true, spoilt: false, answer: { kind: 'small', channels: smallValues(h5, scratch, call.path, call.without) } };
    case 'look':
      return { ok: true, spoilt: false, answer: { kind: 'looked', looked: lookInto(h5, scratch, call.path, call.look) } };
    case 'copy':
      return { ok: true, spoilt: false, answer: { kind: 'copied', bytes: copyWithout(h5, scratch, call.copy) } };
  }
}

function inWork(): FileInWork {
  if (current === null) throw new ExporterError('INTERNAL', 'No file is open in this HDF5 worker.');
  return current.file;
}

function removePart(path: string): void {
  try {
    fs.rmSync(partOf(path), { force: true });
  } catch {
    // The writer tries again once this thread is gone; on a disk that does not answer there is nothing to be done.
  }
}
