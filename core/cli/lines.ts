import type { CaptureSummary, ChannelOutcome, ExporterEvent, PulseFacts } from '../contract/api.ts';
import type { ManifestFacts } from '../contract/manifest.ts';
import type { UploadsState } from '../contract/uploads.ts';
import { counted, duration } from '../contract/words.ts';
import { removedLines } from './file-lines.ts';
import { pulseLines, pulseUploadLines, timeText } from './group-lines.ts';
import { manifestLines } from './manifest-lines.ts';
import { line, localOnlyLines, reasonLines } from './reasons.ts';
import { size } from './size.ts';
import { topicLines } from './topic-lines.ts';
import { gatewayLines, uploadLines } from './upload-lines.ts';

/** What the reader has been told already, so that it is not said again and again. */
export type Told = {
  /** By the capture that finished last. */
  missed: readonly ChannelOutcome[];
  /** Why the last owed pulse is owed. */
  owed: string;
  /** Topics whose messages of no use were named. */
  topics: ReadonlySet<string>;
  /** Where it stands in its group. */
  group: string;
  /** It announces: its own captures stand in the lines of the pulses. */
  leads: boolean;
  /** Where its uploads stand. */
  uploads: UploadsState | null;
  /** What the manifest says of the channels. */
  manifest: ManifestFacts | null;
  /** Why files stay here although there is a Gateway. */
  localOnly: boolean;
};
export const nothingTold: Told = {
  missed: [],
  owed: '',
  topics: new Set(),
  group: '',
  leads: false,
  uploads: null,
  manifest: null,
  localOnly: false,
};

/** What a person at a terminal is told of an event; null: nothing. `pulse` is that of an amended capture, where it is still known. Pure. */
export function linesFor(event: ExporterEvent, told: Told = nothingTold, pulse?: PulseFacts): string[] | null {
  switch (event.type) {
    case 'capture/finished':
      return told.leads && event.capture.failure === null
        ? null
        : [captureLine(event.capture), ...reasons(event.capture, event.missed, told)];
    case 'capture/amended':
      return [`  pulse ${pulse?.pulseId ?? event.captureId}, looked for once more:`, ...reasonLines(event.outcomes)];
    case 'capture/held':
      return [line('owed', owedText(event, told.owed))];
    case 'topics/counted':
      return topicLines(event.topics, told.topics);
    case 'pulses/skipped':
      return [
        `  ${event.count} skipped (pulse ${event.first.pulseId}${event.count > 1 ? ` to ${event.last.pulseId}` : ''}): ${event.reason}`,
      ];
    case 'pulse/unavailable':
      return [`  ${event.failure.message} [${event.failure.code}]`];
    case 'source/changed':
      return event.source.state === 'unknown' ? null : [`  ${event.source.source} ${event.source.state}: ${event.source.sentence}`];
    case 'disk/changed':
      return event.disk.state === 'ok' ? null : [`  disk ${event.disk.state}: ${event.disk.sentence}`];
    case 'metadata/changed':
      return [metadataLine(event)];
    case 'device/changed':
      return [
        event.outOfService === null
          ? `  ${event.device} is in service again`
          : `  ${event.device} is out of service: ${event.outOfService.reason}`,
      ];
    case 'recovery/finished':
      return recoveryLines(event);
    case 'group/changed':
      return event.group.sentence === told.group ? null : [`  group: ${event.group.sentence}`];
    case 'group/noticed':
      return [`  ${event.notice.message} [${event.notice.code}]`];
    case 'pulse/judged':
      return told.leads && event.pulse.verdict !== null
        ? [...pulseLines(event.pulse), ...localOnlyLines(event.pulse.localOnly, told.localOnly)]
        : null;
    case 'pulse/uploaded':
      return told.leads ? pulseUploadLines(event) : null;
    case 'capture/superseded':
      return [`  capture ${event.captureId} does not count. ${event.by}`];
    case 'files/removed':
      return removedLines(event);
    case 'upload/changed':
      return uploadLines(event, told.manifest);
    case 'uploads/changed':
      return gatewayLines(event.uploads, told.uploads);
    case 'manifest/changed':
      return manifestLines(event.manifest, told.manifest);
    default:
      return null;
  }
}

function captureLine({ pulse, verdict, captured, expected, bytes, phases, file, failure, attempt, localOnly }: CaptureSummary): string {
  const again = attempt > 1 ? ` (attempt ${attempt})` : '';
  const nothing = expected === 0 ? 'earlier files have it all, nothing is left to capture' : 'no file';
  const stays = file === null || localOnly === undefined ? '' : '  local only';
  const where = file ?? (failure === null ? nothing : `no file: ${failure.message} [${failure.code}]`);
  const share = `${captured}/${expected}`.padStart(9);
  return `${timeText(pulse)}  pulse ${pulse.pulseId}${again}  ${share}  ${(verdict ?? '').padEnd(8)}  ${size(bytes).padStart(8)}  ${duration(phases.totalMs ?? 0).padStart(7)}  ${where}${stays}`;
}

function reasons({ file, failure, localOnly }: CaptureSummary, missed: readonly ChannelOutcome[], told: Told): string[] {
  if (file === null && failure !== null) return []; // one cause for all, which the line above says
  const lines = [...reasonLines(missed, told.missed), ...localOnlyLines(file === null ? null : localOnly, told.localOnly)];
  return failure === null ? lines : [...lines, line('note', failure.message)];
}

/** A source's trouble stands above, with the channels that lack. */
function owedText({ pulse, failure }: Extract<ExporterEvent, { type: 'capture/held' }>, before: string): string {
  const why = failure.code.startsWith('DISK_') && failure.message !== before ? `: ${failure.message}` : ` [${failure.code}]`;
  return `pulse ${pulse.pulseId} is owed, and what it lacks is taken again by itself${why}`;
}

function recoveryLines({ adopted, retaken, lost }: Extract<ExporterEvent, { type: 'recovery/finished' }>): string[] | null {
  if (adopted + retaken === 0) return null;
  const lines = [`  after the last stop: ${counted(adopted, 'finished file')} found, ${counted(retaken, 'pulse')} taken again`];
  if (lost.length > 0) lines.push(`  lost, because the sources no longer hold them: ${lost.map(({ pulseId }) => pulseId).join(', ')}`);
  return lines;
}

function metadataLine({ metadata: { activeArea, activeExperiment }, by }: Extract<ExporterEvent, { type: 'metadata/changed' }>): string {
  const told = (value: string | undefined) => (value === undefined ? 'as the settings say' : `"${value}"`);
  return `  active area ${told(activeArea)}, experiment ${told(activeExperiment)} (set by ${by})`;
}
