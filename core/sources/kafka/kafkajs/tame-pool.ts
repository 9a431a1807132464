import { isRecord, member, method } from './reach.ts';

/** Protocol numbers of the calls whose answers carry an error for each topic or partition. https://kafka.apache.org/protocol#protocol_api_keys */
const answersInParts: ReadonlySet<unknown> = new Set([0 /* Produce */, 1 /* Fetch */, 2 /* ListOffsets */, 3 /* Metadata */]);

/** Mends, on one connection pool of kafkajs 2.2.4 and not on its prototypes, what hurts a program that only looks. */
export function tamePool(pool: unknown): void {
  keepErrorsOfParts(pool);
  const connections = member(pool, 'pool');
  if (!Array.isArray(connections)) throw new TypeError('A kafkajs pool has a list of connections');
  for (const connection of connections) {
    connectOnce(connection);
    appendToNothing(connection);
    sleepWhenIdle(member(connection, 'requestQueue'));
  }
}

/** kafkajs throws away a whole answer, and forgets whose, for the first topic that has an error. */
function keepErrorsOfParts(pool: unknown): void {
  const send = method(pool, 'send');
  const asDecoded = async (decoded: unknown) => decoded;
  replace(pool, 'send', (call: unknown) => {
    if (!isRecord(call) || !answersInParts.has(member(member(call, 'request'), 'apiKey'))) return send(call);
    return send({ ...call, response: { decode: method(call['response'], 'decode'), parse: asDecoded } });
  });
}

/** Requests that come while a connection is being made would each open, and leak, a socket of their own. */
function connectOnce(connection: unknown): void {
  const connect = method(connection, 'connect');
  let underway: Promise<unknown> | null = null;
  replace(connection, 'connect', () => {
    underway ??= Promise.resolve(connect()).finally(() => {
      underway = null;
    });
    return underway;
  });
}

/** kafkajs keeps the empty rest of each answer, and copies the whole next answer to append it to that. */
function appendToNothing(connection: unknown): void {
  const processData = method(connection, 'processData');
  replace(connection, 'processData', (data: unknown) => {
    if (isRecord(connection) && connection['bytesBuffered'] === 0) connection['chunks'] = [];
    return processData(data);
  });
}

/** kafkajs looks into an empty queue every millisecond for ever, with a negative timeout that Node 24 warns of. */
function sleepWhenIdle(queue: unknown): void {
  let timer: NodeJS.Timeout | null = null;
  replace(queue, 'scheduleCheckPendingRequests', () => {
    const pending = member(queue, 'pending');
    if (timer !== null || !Array.isArray(pending) || pending.length === 0) return;
    // Requests wait only while the broker asked for a pause, or until an answer comes, which looks into the queue itself.
    const pauseMs = Number(member(queue, 'throttledUntil')) - Date.now();
    if (pauseMs <= 0) return;
    timer = setTimeout(() => {
      timer = null;
      method(queue, 'checkPendingRequests')();
    }, pauseMs);
  });
}

function replace(target: unknown, name: string, by: (parameter: unknown) => unknown): void {
  method(target, name);
  if (isRecord(target)) target[name] = by;
}
