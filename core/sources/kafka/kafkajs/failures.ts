import { ExporterError, type Failure, type FailureCode, failure } from '../../../contract/errors.ts';
import { protocolCode } from './protocol-codes.ts';
import { isRecord } from './reach.ts';

/** What Node's TLS and OpenSSL call their errors. */
const tlsCodes =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|EPROTO)/;

const networkReasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ERR_NO_KAFKA: 'what answers there is no Kafka broker',
  ENOTFOUND: 'there is no machine of that name',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNRESET: 'it cut the connection',
  EPIPE: 'it cut the connection',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'it does not answer',
};

const authNames: ReadonlySet<unknown> = new Set(['KafkaJSSASLAuthenticationError']);
const authTypes: ReadonlySet<unknown> = new Set(['SASL_AUTHENTICATION_FAILED', 'UNSUPPORTED_SASL_MECHANISM', 'ILLEGAL_SASL_STATE']);

export type Security = { tls: boolean; sasl: boolean };

/** The one place where an error of a whole connection becomes ours. kafkajs's messages carry no secrets, and still only known parts are repeated. */
export function connectionFailure(error: unknown, broker: string, { tls, sasl }: Security): ExporterError {
  if (error instanceof ExporterError) return error;
  const { name, type, code } = isRecord(error) ? error : {};
  const as = (failureCode: FailureCode, sentence: string) => new ExporterError(failureCode, sentence, { facts: { broker }, cause: error });
  if (authNames.has(name) || authTypes.has(type)) {
    const what = sasl ? 'refused the user name or password, or does not know this SASL mechanism' : 'wants a user name and password';
    return as('KAFKA_AUTH', `Kafka broker ${broker} ${what}. Check sources.kafka.sasl in the settings.`);
  }
  if (code === 'ERR_TLS_WANTED')
    return as('KAFKA_TLS', `Kafka broker ${broker} wants TLS. Add sources.kafka.tls to the settings, or use its port without TLS.`);
  if (typeof code === 'string' && tlsCodes.test(code)) {
    return as('KAFKA_TLS', `Kafka broker ${broker}: TLS failed (${code}). Check its certificate and sources.kafka.tls in the settings.`);
  }
  if (tls && code === 'ECONNRESET') {
    return as('KAFKA_TLS', `Kafka broker ${broker} cut the connection while TLS was agreed on. Perhaps this port has no TLS.`);
  }
  const reason = typeof code === 'string' ? (networkReasons[code] ?? code) : unansweredReason(name);
  return as('KAFKA_UNREACHABLE', `Kafka broker ${broker} cannot be reached: ${reason}. It is tried again by itself.`);
}

function unansweredReason(name: unknown): string {
  if (name === 'KafkaJSRequestTimeoutError') return 'it did not answer a request in time';
  if (name === 'KafkaJSConnectionClosedError') return 'it closed the connection';
  return 'it does not answer';
}

/** An error of the wire, not of what came over it. */
export function isConnectionTrouble(error: unknown): boolean {
  if (error instanceof ExporterError) return error.code.startsWith('KAFKA_');
  const name = isRecord(error) ? error['name'] : null;
  return typeof name === 'string' && /^KafkaJS(Connection|RequestTimeout|SASL|LockTimeout|ProtocolError)/.test(name);
}

function topicMissing(topic: string): Failure {
  return failure(
    'TOPIC_MISSING',
    `Topic "${topic}" does not exist on the Kafka broker. Check its name or start what writes it; it is found by itself once it is there.`,
    { topic },
  );
}

/** What one topic's or partition's error number means for a person. */
export function partFailure(code: number, topic: string, partition?: number): Failure {
  const facts = { topic, kafkaCode: code, ...(partition === undefined ? {} : { partition }) };
  switch (code) {
    case protocolCode.unknownTopicOrPartition:
    case protocolCode.invalidTopic:
      if (partition === undefined) return topicMissing(topic);
      return failure('TOPIC_MISSING', `Topic "${topic}" has no partition ${partition} on the Kafka broker.`, facts);
    case protocolCode.topicForbidden:
    case protocolCode.clusterForbidden:
      return failure(
        'TOPIC_FORBIDDEN',
        `The Kafka broker does not let this user read topic "${topic}". Ask its keeper for the right to read it.`,
        facts,
      );
    case protocolCode.unsupportedCompression:
      return failure(
        'TOPIC_COMPRESSION',
        `Topic "${topic}" is compressed in a way this broker cannot hand out to kafkajs. Use gzip or none there.`,
        facts,
      );
    case protocolCode.messageTooLarge:
    case protocolCode.recordListTooLarge:
      return failure('MESSAGE_TOO_LARGE', `Topic "${topic}" holds a message that is too large for the Kafka broker to hand out.`, facts);
    case protocolCode.corruptMessage:
      return failure('MESSAGE_UNDECODABLE', `Topic "${topic}" holds a message that the Kafka broker itself finds damaged.`, facts);
    default:
      return failure(
        'KAFKA_UNREACHABLE',
        `Topic "${topic}" has no broker that answers for it (Kafka error ${code}). It is tried again by itself.`,
        facts,
      );
  }
}

/** Where waiting once more would only double the time. */
export function wasTimeout(error: unknown): boolean {
  const cause = isRecord(error) ? error['cause'] : null;
  return isRecord(cause) && cause['name'] === 'KafkaJSRequestTimeoutError';
}

/** The most telling of several brokers' failures: a wrong password is worth more to a person than a broker that is away. */
export function nobodyAnswered(errors: readonly unknown[]): ExporterError {
  const failures = errors.filter((error) => error instanceof ExporterError);
  const told = (['KAFKA_AUTH', 'KAFKA_TLS', 'STOPPED'] as const).flatMap((code) => failures.filter((error) => error.code === code));
  return told[0] ?? failures[0] ?? connectionFailure(errors[0], 'of the settings', { tls: false, sasl: false });
}

/** Without a user name, a connection that is closed at the first question means that one is wanted. */
export function refusedStranger(error: unknown, broker: string): unknown {
  const { name } = isRecord(error) ? error : {};
  if (name !== 'KafkaJSConnectionClosedError') return error;
  const sentence = `Kafka broker ${broker} closes the connection at the first question: it wants a user name and password (sources.kafka.sasl), or is just stopping.`;
  return new ExporterError('KAFKA_AUTH', sentence, { facts: { broker }, cause: error });
}
