import { basename, join } from 'node:path';
import { type Clock, isoTime } from '../clock.ts';
import { ExporterError } from '../contract/errors.ts';
import type { FileWriter, Finding } from '../hdf5/port.ts';
import type { DueUpload, UploadEnd, UploadJournal } from '../journal/uploads-port.ts';
import type { GatewaySettings } from '../settings/gateway.ts';
import type { Random } from './backoff.ts';
import { judgeUpload } from './judge.ts';
import type { Gateway, SubmitAnswer } from './port.ts';
import { recordIdOf } from './record-id.ts';
import type { SentFile, UploadVerdict } from './verdict.ts';

export type SendPorts = {
  gateway: Pick<Gateway, 'submit'>;
  settings: Pick<GatewaySettings, 'url' | 'millisecondTimestamps'>;
  journal: UploadJournal;
  writer: Pick<FileWriter, 'inspect'>;
  clock: Clock;
  random: Random;
  dataFolder: string;
};

type Settled = Exclude<UploadVerdict, { kind: 'check-file' }>;

/** `end` is still to be written down. */
export type Sent = { verdict: Settled; end: UploadEnd };

/** One attempt at a file, which stands in the journal before the first byte goes. null: it is not to be sent any more. */
export async function sendOne(due: DueUpload, ports: SendPorts, signal: AbortSignal, onBegun: () => Promise<void>): Promise<Sent | null> {
  const { journal, clock, gateway, dataFolder } = ports;
  if (!(await journal.beginUpload(due.captureId, isoTime(clock)))) return null;
  await onBegun();
  const path = join(dataFolder, due.file);
  const startedMs = clock.monotonicMs();
  const answer = await gateway.submit({ path, size: due.bytes }, signal);
  const tookMs = clock.monotonicMs() - startedMs;
  const verdict = await judged(answer, sentFile(due, ports.settings), path, ports);
  return { verdict, end: endOf(verdict, answer, tookMs) };
}

async function judged(answer: SubmitAnswer, file: SentFile, path: string, { writer, clock, random }: SendPorts): Promise<Settled> {
  const when = { nowMs: clock.wallMs(), random };
  const first = judgeUpload(answer, file, when);
  const verdict = first.kind === 'check-file' ? judgeUpload(answer, file, when, await findingsIn(path, writer)) : first;
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

function sentFile({ pulse, file, channels, failures, earlier }: DueUpload, settings: SendPorts['settings']): SentFile {
  return {
    name: basename(file),
    pulseId: pulse.pulseId,
    recordId: recordIdOf(BigInt(pulse.timestampNs), settings.millisecondTimestamps),
    host: new URL(settings.url).host,
    channels,
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
