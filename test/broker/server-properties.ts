export type Ports = { plain: number; controller: number; sasl: number; tls: number };

export type Keystore = { keystore: string; password: string };

export type BrokerOptions = {
  /** Adds a SASL_PLAINTEXT listener with this user (PLAIN), and rights that can be taken away from it. */
  sasl?: { username: string; password: string };
  /** Adds a TLS listener with a certificate of its own. */
  tls?: boolean;
  /** It closes connections that were quiet for so long. */
  idleMs?: number;
  /** Brokers of one cluster: the first is the controller too. */
  node?: { id: number; controllerPort: number };
};

const host = '127.0.0.1';

/** Topics may be created by themselves, as on many real brokers, so that a test can see that reading does not do it. */
export function serverProperties(
  folder: string,
  ports: Ports,
  { sasl, node, idleMs = 600_000 }: BrokerOptions,
  tls: Keystore | null,
): string {
  const id = node?.id ?? 1;
  const listeners = [
    `PLAINTEXT://${host}:${ports.plain}`,
    ...(sasl ? [`SASL://${host}:${ports.sasl}`] : []),
    ...(tls ? [`TLS://${host}:${ports.tls}`] : []),
  ];
  const lines: Record<string, string | number | boolean> = {
    'process.roles': node ? 'broker' : 'broker,controller',
    'node.id': id,
    'controller.quorum.voters': `1@${host}:${node?.controllerPort ?? ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: [...listeners, ...(node ? [] : [`CONTROLLER://${host}:${ports.controller}`])].join(','),
    'advertised.listeners': listeners.join(','),
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SSL',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': `${folder}/data`,
    'auto.create.topics.enable': true,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'message.max.bytes': 70_000_000,
    'connections.max.idle.ms': idleMs,
    // Deleted topics and truncated records are gone at once.
    'log.segment.delete.delay.ms': 1000,
    'log.retention.hours': -1,
    ...(sasl ? saslLines(sasl) : {}),
    ...(tls ? tlsLines(tls) : {}),
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function saslLines({ username, password }: { username: string; password: string }) {
  const login = 'org.apache.kafka.common.security.plain.PlainLoginModule required';
  return {
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.sasl.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.sasl.plain.sasl.jaas.config': `${login} user_${username}="${password}";`,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': true,
    'super.users': 'User:ANONYMOUS',
  };
}

function tlsLines({ keystore, password }: Keystore) {
  return {
    'listener.name.tls.ssl.keystore.location': keystore,
    'listener.name.tls.ssl.keystore.type': 'PKCS12',
    'listener.name.tls.ssl.keystore.password': password,
    'listener.name.tls.ssl.key.password': password,
  };
}
