import { basename, join } from 'node:path';
import { type Clock, isoTime } from '../clock.ts';
import { ExporterError, type Failure, toFailure } from '../contract/errors.ts';
import type { FileWriter, Finding } from '../hdf5/port.ts';
import type { DueUpload, UploadEnd, UploadJournal } from '../journal/uploads-port.ts';
import type { GatewaySettings } from '../settings/gateway.ts';
import type { Random } from './backoff.ts';
import { judgeUpload } from './judge.ts';
import { prepareOutgoing } from './outgoing.ts';
import type { Gateway, SubmitAnswer, Unanswered } from './port.ts';
import { recordIdOf } from './record-id.ts';
import type { SentFile, UploadVerdict } from './verdict.ts';

export type SendPorts = {
  gateway: Pick<Gateway, 'submit'>;
  settings: Pick<GatewaySettings, 'url'>;
  journal: UploadJournal;
  writer: Pick<FileWriter, 'inspect' | 'copyWithout'>;
  clock: Clock;
  random: Random;
  dataFolder: string;
};

type Settled = Exclude<UploadVerdict, { kind: 'check-file' }>;

/** `end` is still to be written down. */
export type Sent = { verdict: Settled; end: UploadEnd };

/** One attempt at a file, which stands in the journal before the first byte goes. null: it is not to be sent any more. */
export async function sendOne(due: DueUpload, ports: SendPorts, signal: AbortSignal, onBegun: () => Promise<void>): Promise<Sent | null> {
  const { journal, clock, gateway, dataFolder, writer } = ports;
  if (!(await journal.beginUpload(due.captureId, isoTime(clock), due.without))) return null;
  await onBegun();
  const startedMs = clock.monotonicMs();
  await using outgoing = await prepareOutgoing(due, dataFolder, writer);
  const answer = 'file' in outgoing ? await gateway.submit(outgoing.file, signal) : notSent(outgoing.failure);
  const tookMs = clock.monotonicMs() - startedMs;
  const path = 'file' in outgoing ? outgoing.file.path : join(dataFolder, due.file);
  const verdict = await judged(answer, sentFile(due, ports.settings), path, ports);
  return { verdict, end: endOf(verdict, answer, tookMs) };
}

function notSent(failure: Failure): Unanswered {
  return { kind: 'unanswered', failure, unknownEnd: false, sentBytes: 0 };
}

async function judged(answer: SubmitAnswer, file: SentFile, path: string, { writer, clock, random }: SendPorts): Promise<Settled> {
  const when = { nowMs: clock.wallMs(), random };
  const first = judgeUpload(answer, file, when);
  if (first.kind !== 'check-file') return first;
  const verdict = await findingsIn(path, writer).then(
    (findings) => judgeUpload(answer, file, when, findings),
    // The disk's trouble, or ours: nothing is known of the file.
    (error: unknown) => judgeUpload({ ...notSent(toFailure(error)), unknownEnd: true }, file, when),
  );
  if (verdict.kind === 'check-file') throw new ExporterError('INTERNAL', `${file.name} was checked and is to be checked again.`);
  return verdict;
}

/** By our own rules. */
async function findingsIn(path: string, writer: Pick<FileWriter, 'inspect'>): Promise<Finding[]> {
  const found = await writer.inspect(path);
  if (found.state === 'whole') return [];
  if (found.state === 'absent') return [{ channel: null, problem: 'it is not in the data folder any more' }];
  return found.findings;
}

function sentFile({ pulse, file, digits, channels, without, failures, earlier }: DueUpload, settings: SendPorts['settings']): SentFile {
  return {
    name: basename(file),
    pulseId: pulse.pulseId,
    recordId: recordIdOf(BigInt(pulse.timestampNs), digits === 3),
    host: new URL(settings.url).host,
    channels: channels.filter((channel) => without?.channels.includes(channel) !== true),
    leftOut: (without?.channels ?? []).map((channel) => ({ channel, sentence: `${channel}: left out by ${without?.by}.` })),
    failures: failures + 1,
    earlier,
  };
}

function endOf(verdict: Settled, answer: SubmitAnswer, tookMs: number): UploadEnd {
  const said = answer.kind === 'answered' ? answer : { status: null, words: '', accepted: [], refused: [], alreadyPresent: [] };
  const { status, words, accepted, refused, alreadyPresent } = said;
  return {
    ...{ tookMs, status, words, accepted, refused, alreadyPresent },
    state: verdict.kind,
    sentence: verdict.sentence,
    failure: verdict.kind === 'refused' || verdict.kind === 'waiting' ? verdict.failure : null,
    leftOut: leftOutOf(verdict),
    retryAtMs: verdict.kind === 'waiting' ? verdict.retryAtMs : null,
    earlier: { unknownEnd: verdict.unknownEnd, arrived: verdict.arrived },
  };
}

function leftOutOf(verdict: Settled): UploadEnd['leftOut'] {
  switch (verdict.kind) {
    case 'partly-refused':
      return verdict.refused;
    case 'refused':
      return verdict.guilty;
    case 'waiting':
      return verdict.failed;
    case 'accepted':
      return [];
  }
}
