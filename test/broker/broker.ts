import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBroker } from '../../main/setup/broker.mjs';
import { type BrokerClient, createBrokerClient } from './broker-client.ts';
import { makeCertificate } from './certificate.ts';
import { freePorts } from './free-ports.ts';
import { formatStorage, killAndWait, runJavaBroker } from './java-broker.ts';
import { type BrokerOptions, serverProperties } from './server-properties.ts';

/** A real Kafka broker of this test's own. */
export type RunningBroker = BrokerClient & {
  readonly pid: number | undefined;
  /** Addresses of the listeners that were asked for. */
  readonly sasl: string;
  readonly tls: string;
  /** The certificate that vouches for the TLS listener, as PEM. */
  readonly ca: string;
  readonly controllerPort: number;
  /** Ends it and forgets its data. */
  stop(): Promise<void>;
  /** SIGKILL; its data stay for `restart`. */
  kill(): Promise<void>;
  /** On the same ports with the same data. */
  restart(): Promise<void>;
};

/** Throws a sentence where this machine can run none; takes about four seconds. */
export async function startBroker(options: BrokerOptions = {}): Promise<RunningBroker> {
  const ready = await ensureBroker();
  if (!ready.available) throw new Error(ready.reason);
  const folder = mkdtempSync(join(tmpdir(), 'exporter-broker-'));
  const [plain = 0, controller = 0, sasl = 0, tls = 0] = await freePorts(4);
  const properties = join(folder, 'server.properties');
  mkdirSync(join(folder, 'data'));
  try {
    const certificate = options.tls ? makeCertificate(folder) : null;
    writeFileSync(properties, serverProperties(folder, { plain, controller, sasl, tls }, options, certificate));
    formatStorage(ready.jars, properties);
    let child = await runJavaBroker(ready.jars, properties);
    const client = createBrokerClient([`127.0.0.1:${plain}`]);
    return {
      ...client,
      get pid() {
        return child.pid;
      },
      sasl: `127.0.0.1:${sasl}`,
      tls: `localhost:${tls}`,
      ca: certificate?.ca ?? '',
      controllerPort: controller,
      kill: () => killAndWait(child),
      restart: async () => {
        await killAndWait(child);
        child = await runJavaBroker(ready.jars, properties);
      },
      stop: async () => {
        await killAndWait(child);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
