import { ExporterError } from '../contract/errors.ts';

/** kafkajs's failure in our words. What is ours already stays. */
export function toPublishError(cause: unknown, brokers: readonly string[]): ExporterError {
  if (cause instanceof ExporterError) return cause;
  const at = brokers.join(', ');
  const said = cause instanceof Error ? cause.message : String(cause);
  switch (typeOf(cause)) {
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
      return new ExporterError(
        'MESSAGE_TOO_LARGE',
        `The broker at ${at} refuses a message as too large. Raise its message.max.bytes, or use --load light.`,
        { cause },
      );
    case 'TOPIC_AUTHORIZATION_FAILED':
    case 'CLUSTER_AUTHORIZATION_FAILED':
      return new ExporterError('TOPIC_FORBIDDEN', `The broker at ${at} does not let us write or create topics: ${said}`, { cause });
    case 'UNKNOWN_TOPIC_OR_PARTITION':
      return new ExporterError(
        'TOPIC_MISSING',
        `A topic of the simulated facility is gone from the broker at ${at}. Give --create-topics to make it again.`,
        { cause },
      );
    default:
      return new ExporterError(
        'KAFKA_UNREACHABLE',
        `Cannot publish to the broker at ${at}: ${said}. Check that it runs and that host and port are right.`,
        { cause },
      );
  }
}

/** Where kafkajs gave up after retries, the reason is in its cause. */
function typeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('type' in error && typeof error.type === 'string') return error.type;
  return typeOf(error.cause);
}
