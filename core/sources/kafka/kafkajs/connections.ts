import type { Failure } from '../../../contract/errors.ts';
import { toFailure } from '../../../contract/errors.ts';
import type { KafkaSecrets } from '../../../settings/secrets.ts';
import type { KafkaSettings } from '../../../settings/sources.ts';
import { type Address, type BrokerConnection, createKafkaClient, nameOf } from './client.ts';
import { connectionFailure, isConnectionTrouble, nobodyAnswered, refusedStranger } from './failures.ts';
import { stopped, within } from './stop.ts';

/** What is told of connections; `failure` says why one was lost or never made. */
export type KafkaConnectionFacts =
  | { broker: string; state: 'connected'; failure: null }
  | { broker: string; state: 'lost'; failure: Failure };

/** One connection for each broker, made when it is needed and thrown away at the first trouble: the next call makes a new one. */
export function createConnections(settings: KafkaSettings, secrets: KafkaSecrets, listener: (facts: KafkaConnectionFacts) => void) {
  const client = createKafkaClient(settings, secrets);
  const security = { tls: settings.tls !== undefined, sasl: settings.sasl !== undefined };
  const opened = new Map<string, { address: Address; broker: Promise<BrokerConnection> }>();
  let closed = false;

  async function connect(address: Address): Promise<BrokerConnection> {
    const name = nameOf(address);
    const broker = await client.broker(address);
    try {
      await within(settings.connectTimeoutMs, greet(broker, name), () => new Error('No answer in time'));
    } catch (error) {
      broker.destroy();
      throw connectionFailure(error, name, security);
    }
    listener({ broker: name, state: 'connected', failure: null });
    return broker;
  }

  /** A broker that wants a user name cuts the connection of a stranger only at the first real question. */
  async function greet(broker: BrokerConnection, name: string): Promise<void> {
    await broker.connect();
    await broker.listOffsets([]).catch((error: unknown) => {
      throw security.sasl ? error : refusedStranger(error, name);
    });
  }

  function open(address: Address): Promise<BrokerConnection> {
    if (closed) return Promise.reject(stopped());
    const name = nameOf(address);
    const known = opened.get(name);
    if (known) return known.broker;
    const broker = connect(address);
    opened.set(name, { address, broker });
    broker.catch((error: unknown) => forget(name, broker, error));
    return broker;
  }

  function forget(name: string, broker: Promise<BrokerConnection>, error: unknown): boolean {
    if (opened.get(name)?.broker !== broker) return false;
    opened.delete(name);
    if (!closed) listener({ broker: name, state: 'lost', failure: toFailure(error) });
    return true;
  }

  async function use<T>(address: Address, work: (broker: BrokerConnection) => Promise<T>): Promise<T> {
    const name = nameOf(address);
    const opening = open(address);
    const broker = await opening;
    try {
      return await work(broker);
    } catch (error) {
      if (closed) throw stopped();
      if (!isConnectionTrouble(error)) throw error;
      const failed = connectionFailure(error, name, security);
      if (forget(name, opening, failed)) broker.destroy();
      throw failed;
    }
  }

  /** Whoever answers: first those that are connected, then all of `candidates` at once, so that dead ones cost no time one after the other. */
  async function useAny<T>(candidates: readonly Address[], work: (broker: BrokerConnection) => Promise<T>): Promise<T> {
    for (const { address } of [...opened.values()]) {
      try {
        return await use(address, work);
      } catch (error) {
        if (closed || !isConnectionTrouble(error)) throw error;
      }
    }
    const first = await Promise.any(candidates.map((address) => open(address).then(() => address))).catch((error: unknown) => {
      throw error instanceof AggregateError ? nobodyAnswered(error.errors) : error;
    });
    return use(first, work);
  }

  function close(): void {
    closed = true;
    opened.clear();
    client.close();
  }

  return { use, useAny, close, giveBack: client.giveBack };
}

export type Connections = ReturnType<typeof createConnections>;
