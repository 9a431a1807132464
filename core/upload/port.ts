import type { Failure } from '../contract/errors.ts';

/** `size` in bytes, as it was when the file was verified: of a file that has changed since, nothing is sent. */
export type UploadFile = {
  path: string;
  size: number;
  /** As the Gateway is told; the path's own where not given. */
  name?: string;
};

/** Bytes of the file that are on their way, of `size`. */
export type OnProgress = (sentBytes: number) => void;

/** HTTP answered. What it means for the file is the verdict's to say: success of the call is not success of the data. */
export type Answered = {
  kind: 'answered';
  status: number;
  /** The Gateway's own words, cut to 2,000 characters; empty where it said nothing. */
  words: string;
  /** `YYYYMMDDHHMMSS`, with three more digits where the Gateway counts milliseconds. */
  recordId: string | null;
  /** Names of channels. */
  accepted: readonly string[];
  refused: readonly RefusedChannel[];
  /** First writer wins: the record holds these from this file's earlier attempt, or from another file. */
  alreadyPresent: readonly string[];
  warnings: readonly string[];
  /** What `Retry-After` asks for. */
  retryAfterMs: number | null;
};

/** The Gateway's reasons, word for word. */
export type RefusedChannel = { channel: string; reasons: readonly string[] };

/** No answer, or none that can be read. */
export type Unanswered = {
  kind: 'unanswered';
  failure: Failure;
  /** Bytes were on their way, so the Gateway may have stored what it does not tell of. */
  unknownEnd: boolean;
  sentBytes: number;
};

export type SubmitAnswer = Answered | Unanswered;

export type ManifestChannel = {
  /** What people call it; the key is what files call it. */
  name: string;
  /** One of the Gateway's types, or what a later Gateway has added. */
  type: string;
  units: string | null;
  /** It is kept for old records. */
  historical: boolean;
  labels: readonly string[] | null;
};
export type Manifest = { id: string | null; channels: ReadonlyMap<string, ManifestChannel> };

export type GatewayRecord = {
  id: string;
  /** Decimal, or the text a later Gateway allows; null where it has none. As the Gateway keeps it: exact up to 2^53 only. */
  shotnum: string | null;
  /** As the Gateway writes it: UTC, without saying so. */
  timestamp: string | null;
  activeArea: string | null;
  activeExperiment: string | null;
  channels: readonly string[];
};

/**
 * The Operations Gateway, logged in by itself. Questions fail with an ExporterError: GATEWAY_UNREACHABLE, GATEWAY_TLS, GATEWAY_PROXY, GATEWAY_TIMEOUT,
 * GATEWAY_CUT, GATEWAY_LOGIN, GATEWAY_FORBIDDEN, GATEWAY_BUSY, GATEWAY_ERROR, GATEWAY_BAD_ANSWER, or STOPPED where the signal was aborted.
 */
export type Gateway = {
  /** Never rejects: what went wrong is in the answer, with the same codes, and VERIFY_FAILED for a file that is gone or has changed. */
  submit(file: UploadFile, signal: AbortSignal, onProgress?: OnProgress): Promise<SubmitAnswer>;
  /** The newest. Fails with GATEWAY_NO_MANIFEST too. */
  manifest(signal: AbortSignal): Promise<Manifest>;
  /** null where the Gateway has no such record. */
  record(recordId: string, signal: AbortSignal): Promise<GatewayRecord | null>;
  /** Needs no login. */
  version(signal: AbortSignal): Promise<string>;
  /** Ends what is in flight. Twice is once. */
  close(): Promise<void>;
};
