import type { Bridge, BridgeListener, Line, Reply, Request } from '../../core/contract/client.ts';
import type { Command } from '../../core/contract/commands.ts';
import { failure, type Result } from '../../core/contract/errors.ts';
import { isResult, isToPage, longestMessage, refusedClose, type ToExporter } from '../../core/contract/wire.ts';
import { backOffMs } from './back-off.ts';
import type { PageSocket, SocketListener } from './page-socket.ts';
import { createQuestions, notSent } from './questions.ts';

export type SocketBridgePorts = {
  open(listener: SocketListener): PageSocket;
  /** Returns its stop. */
  later(run: () => void, ms: number): () => void;
  /** 0 to 1. */
  chance(): number;
};

/**
 * A page's line to the exporter that serves it. It connects by itself, again and again until it is refused or closed; each time a fresh snapshot comes first.
 * What is asked while it connects for the first time is sent then.
 */
export function createSocketBridge({ open, later, chance }: SocketBridgePorts): Bridge & { close(): void } {
  const questions = createQuestions();
  const listeners = new Set<BridgeListener>();
  const unsent: string[] = [];
  let line: Line = { state: 'connecting', sentence: 'Connecting to the exporter.' };
  let failures = 0;
  let isClosed = false;
  let stopWaiting = () => {};
  let socket = openSocket();

  function openSocket(): PageSocket {
    return open({ opened, text, closed });
  }

  function opened(): void {
    setLine({ state: 'connected', sentence: 'Connected to the exporter.' });
    if (listeners.size > 0) say({ subscribe: true });
    for (const text of unsent.splice(0)) socket.send(text);
  }

  function text(received: string): void {
    const message: unknown = JSON.parse(received);
    if (!isToPage(message)) return;
    failures = 0;
    if (!('batch' in message)) {
      if (message.id !== null) questions.answer(message.id, message.result);
      return;
    }
    try {
      for (const listener of listeners) listener.events(message.events);
    } finally {
      say({ taken: message.batch });
    }
  }

  function closed(code: number, reason: string): void {
    failures += 1;
    unsent.length = 0;
    const ms = backOffMs(failures, chance());
    if (!isClosed) setLine(lineAfter(code, reason));
    if (line.state === 'lost')
      stopWaiting = later(() => {
        socket = openSocket();
      }, ms);
    questions.lose();
  }

  function say(message: ToExporter): void {
    if (line.state === 'connected') socket.send(JSON.stringify(message));
  }

  function setLine(now: Line): void {
    line = now;
    for (const listener of listeners) listener.line(now);
  }

  function ask(command: Command, request: unknown, settle: (result: Result<unknown>) => void): void {
    if (line.state === 'lost' || line.state === 'refused') {
      settle({ ok: false, failure: notSent });
      return;
    }
    const id = questions.add(settle);
    if (id === null) return;
    const asked = JSON.stringify({ id, command, request } satisfies ToExporter);
    if (new TextEncoder().encode(asked).length > longestMessage) questions.answer(id, { ok: false, failure: tooLong });
    else if (line.state === 'connected') socket.send(asked);
    else unsent.push(asked);
  }

  return {
    call: <C extends Command>(command: C, request: Request<C>) =>
      new Promise<Result<Reply<C>>>((resolve) =>
        ask(command, request, (result) => {
          if (isResult<Reply<C>>(result)) resolve(result);
        }),
      ),
    subscribe(listener) {
      listeners.add(listener);
      listener.line(line);
      say({ subscribe: true });
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      stopWaiting();
      setLine({ state: 'refused', sentence: 'This page has closed its connection.' });
      socket.close();
    },
  };
}

function lineAfter(code: number, reason: string): Line {
  if (code === refusedClose) return { state: 'refused', sentence: reason };
  return { state: 'lost', sentence: `No connection to the exporter${reason === '' ? '' : ` (${reason})`}; trying again by itself.` };
}

const tooLong = failure('BAD_REQUEST', `This is more than the ${longestMessage / 1_000_000} MB that a command may have; do it in parts.`);
