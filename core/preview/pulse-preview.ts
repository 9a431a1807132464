import type { CaptureDetails, ChannelOutcome, PulseFacts } from '../contract/api.ts';
import type { FileName } from '../contract/data.ts';
import { ExporterError, type Failure } from '../contract/errors.ts';
import type { PreviewChannel, PulsePreview } from '../contract/preview.ts';
import { samePulse } from '../contract/same-pulse.ts';
import { counted } from '../contract/words.ts';
import type { FileContents } from '../hdf5/contents.ts';

export type ReadFile = { file: FileName; bytes: number } & ({ ok: true; contents: FileContents } | { ok: false; failure: Failure });

export type PulseParts = {
  pulse: PulseFacts;
  /** Every attempt of this exporter at it, oldest first. */
  captures: readonly CaptureDetails[];
  files: readonly ReadFile[];
  /** Files of it that were not opened: there are too many. */
  more: number;
  deviceOf(channel: string): string | null;
};

/** One pulse out of all that is there of it. Of a channel that stands in several files that of the latest attempt counts. Pure; NOT_FOUND where there is nothing. */
export function previewOf({ pulse, captures, files, more, deviceOf }: PulseParts): PulsePreview {
  const read = files.flatMap((each) => (each.ok ? [each] : [])).filter(({ contents }) => samePulse(contents.pulse, pulse));
  if (captures.length === 0 && read.length === 0 && files.every(({ ok }) => ok))
    throw new ExporterError(
      'NOT_FOUND',
      `No capture of pulse ${pulse.pulseId} is known here, and none of the folders that may be looked into has a file of it.`,
    );
  const sorted = read.toSorted((left, right) => left.contents.attempt - right.contents.attempt);
  const channels = new Map<string, PreviewChannel>();
  for (const { file, contents } of sorted)
    for (const channel of contents.channels)
      channels.set(channel.channel, { ...channel, device: deviceOf(channel.channel), exporter: contents.exporter, file });
  return {
    pulse,
    metadata: sorted.findLast(({ contents }) => contents.metadata !== null)?.contents.metadata ?? null,
    files: sorted.map(({ file, bytes, contents }) => ({
      ...{ file, bytes, exporter: contents.exporter, attempt: contents.attempt, channels: contents.channels.length },
      captureId: captures.find((capture) => capture.file === file)?.captureId ?? null,
    })),
    channels: [...channels.values()],
    missing: missingOf(captures, sorted, channels),
    unread: files.flatMap(({ file, ...each }) => (each.ok ? [] : [{ file, failure: each.failure }])),
    away: [...captures.flatMap((capture) => awayOf(capture, files)), ...beyondOf(more, files.length)],
  };
}

/** The journal has whole sentences; of other exporters there is what their files say. */
function missingOf(
  captures: readonly CaptureDetails[],
  files: readonly { contents: FileContents }[],
  found: ReadonlyMap<string, PreviewChannel>,
): ChannelOutcome[] {
  const told = [...files.flatMap(({ contents }) => contents.missed), ...captures.flatMap(({ outcomes }) => outcomes)];
  const missing = new Map(
    told.filter(({ channel, code }) => code !== 'captured' && !found.has(channel)).map((each) => [each.channel, each]),
  );
  return [...missing.values()];
}

function beyondOf(more: number, shown: number): string[] {
  if (more === 0) return [];
  return [`${counted(more, 'more file')} of this pulse: of one pulse only ${shown} are shown together. “HDF5 files” opens each of them.`];
}

/** A capture whose file should be here and is not. */
function awayOf({ captureId, file, verdict, step, removedAt, superseded, attempt }: CaptureDetails, files: readonly ReadFile[]): string[] {
  if (verdict === null) return [`Attempt ${attempt} is still under way.`];
  if (file === null || step !== 'kept' || superseded !== undefined || files.some((each) => each.file === file)) return [];
  if (removedAt !== undefined) return [`The file of attempt ${attempt} was removed here ${removedAt.slice(0, 16).replace('T', ' ')} UTC.`];
  return [`The file of capture ${captureId}, ${file}, is not in the data folder any more.`];
}
