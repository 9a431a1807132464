/** Every code a program may meet. A person reads the sentence that comes with it. */
export const failureCodes = [
  'BAD_REQUEST',
  'BAD_SETTINGS',
  'BUSY',
  'INTERNAL',
  'INTAKE_ENDED',
  'STOPPED',
  'NOT_FOUND',
  'PULSE_UNKNOWN',
  'PULSE_ID_NOT_EXACT',
  'KAFKA_UNREACHABLE',
  'KAFKA_TLS',
  'KAFKA_AUTH',
  'TOPIC_MISSING',
  'TOPIC_FORBIDDEN',
  'TOPIC_COMPRESSION',
  'RETENTION_PASSED',
  'MESSAGE_TOO_LARGE',
  'MESSAGE_UNDECODABLE',
  'SCHEMA_UNKNOWN',
  'CODEC_UNSUPPORTED',
  'ARCHIVER_UNREACHABLE',
  'ARCHIVER_TIMEOUT',
  'ARCHIVER_BUSY',
  'ARCHIVER_ERROR',
  'ARCHIVER_BAD_ANSWER',
  'GATEWAY_UNREACHABLE',
  'GATEWAY_TLS',
  'GATEWAY_PROXY',
  'GATEWAY_TIMEOUT',
  'GATEWAY_CUT',
  'GATEWAY_LOGIN',
  'GATEWAY_FORBIDDEN',
  'GATEWAY_BUSY',
  'GATEWAY_ERROR',
  'GATEWAY_BAD_ANSWER',
  'GATEWAY_NO_MANIFEST',
  'GATEWAY_REFUSED',
  'PV_UNKNOWN',
  'PV_DISCONNECTED',
  'VALUE_NOT_EXACT',
  'VALUE_WRONG_TYPE',
  'VALUE_WRONG_SHAPE',
  'VALUE_TOO_LARGE',
  'DISK_FULL',
  'DISK_READ_ONLY',
  'DISK_UNREACHABLE',
  'DISK_LOW',
  'FILE_EXISTS',
  'VERIFY_FAILED',
  'WRITE_FAILED',
  'READ_FAILED',
  'JOURNAL_FAILED',
  'FOLDER_IN_USE',
  'NO_GROUP',
  'NO_LEADER',
  'NO_SETUP',
  'MAY_NOT_LEAD',
  'ADDRESS_IN_USE',
  'NAME_IN_USE',
  'VERSION_DIFFERS',
  'NOT_ALLOWED',
  'LEADER_SILENT',
  'STOOD_DOWN',
  'TWO_LEADERS',
  'MEMBER_LOST',
  'MEMBER_UNABLE',
  'MEMBER_BACK',
  'PULSES_RESTARTED',
  'SUPERSEDED',
  'PULSES_GIVEN_UP',
  'GROUP_TIMEOUT',
  'LINE_LOST',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** Errors cross every wire as data: a code for programs, a sentence for a person, facts for both. */
export type Failure = { code: FailureCode; message: string; facts?: Record<string, string | number | boolean> };

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export class ExporterError extends Error {
  readonly code: FailureCode;
  readonly facts: Failure['facts'];

  constructor(code: FailureCode, message: string, options: { facts?: Failure['facts']; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {});
    this.name = 'ExporterError';
    this.code = code;
    this.facts = options.facts;
  }
}

/** What is thrown becomes data. An error that is not ours keeps its sentence and gets the code INTERNAL. */
export function toFailure(error: unknown): Failure {
  if (error instanceof ExporterError) return failure(error.code, error.message, error.facts);
  return failure('INTERNAL', messageOf(error));
}

/** For a person, of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function failure(code: FailureCode, message: string, facts?: Failure['facts']): Failure {
  return facts === undefined ? { code, message } : { code, message, facts };
}

export function toError({ code, message, facts }: Failure): ExporterError {
  return new ExporterError(code, message, facts === undefined ? {} : { facts });
}

export function assertNever(value: never): never {
  throw new ExporterError('INTERNAL', `A case nobody thought of: ${JSON.stringify(value)}`);
}
