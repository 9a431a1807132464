import type { DayReport, MissingCause, MissingPulse, MissingReason, ReportGateway, ReportUploads } from '../../contract/report.ts';
import { counted } from '../../contract/words.ts';

/** A page for the logbook; --json has more. */
const causesShown = 30;
const missingShown = 30;
const namesShown = 5;

const verdictWords = { arrived: 'ARRIVED', missing: 'MISSING', unknown: 'CANNOT BE TOLD' } as const satisfies Record<
  DayReport['verdict'],
  string
>;

/** For a person, what is to be done first. */
export function reportLines(report: DayReport): string[] {
  const { from, to, exporter, madeAt, verdict, sentence, causes, missing, gateway, notes } = report;
  const time = timeIn(report);
  return [
    `Did it arrive? Pulses from ${minute(from)} to ${minute(to)}${to > madeAt ? ', which is not over yet' : ''}; all times are UTC.`,
    `Exporter ${exporter}; report made ${minute(madeAt)}.`,
    '',
    `${verdictWords[verdict]}. ${sentence}`,
    ...notes.map((note) => `Note: ${note}`),
    ...titled('Causes, those of the most pulses first', causeLines(causes, report.causesBeyond, time)),
    '',
    `Captures  ${capturesText(report)}`,
    `Files     ${uploadsText(report.uploads)}`,
    `Gateway   ${gateway === null ? 'not asked' : gatewayText(gateway)}`,
    ...titled('Pulses that lack something', missingLines(missing, report.missingBeyond, time)),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function causeLines(causes: readonly MissingCause[], beyond: number, time: (ns: string) => string): string[] {
  const lines = causes.slice(0, causesShown).flatMap(({ pulses, first, last, sentence, ...reason }) => {
    const when = pulses === 1 ? time(first.timestampNs) : `${time(first.timestampNs)} to ${time(last.timestampNs)}`;
    return [`  ${counted(pulses, 'pulse').padStart(12)}  ${whatText(reason)}  ${when}`, `                ${sentence}`];
  });
  const more = causes.length - causesShown;
  if (more > 0) lines.push(`  … and ${counted(more, 'more cause')}; --json has them`);
  if (beyond > 0) lines.push(`  … and causes there was no room for, ${beyond} times`);
  return lines;
}

function whatText({ stage, code, what, channels, channelCount }: Omit<MissingReason, 'sentence'>): string {
  const about = what === '' ? 'the whole pulse' : what;
  if (channels.length === 0 || (channelCount === 1 && channels[0] === what)) return `${stage}: ${code}, ${about}`;
  const names = channels.slice(0, namesShown).join(', ');
  return `${stage}: ${code}, ${what === '' ? '' : `${what}: `}${names}${channelCount > namesShown ? ` and ${channelCount - namesShown} more` : ''}`;
}

function missingLines(missing: readonly MissingPulse[], beyond: number, time: (ns: string) => string): string[] {
  const lines = missing.slice(0, missingShown).map(({ pulse, reasons }) => {
    const why = reasons.slice(0, namesShown).map(whatText).join('; ');
    return `  ${time(pulse.timestampNs)}  pulse ${pulse.pulseId}  ${why}${reasons.length > namesShown ? '; …' : ''}`;
  });
  const more = missing.length - lines.length + beyond;
  return more > 0 ? [...lines, `  … and ${counted(more, 'more pulse')}`] : lines;
}

function capturesText({ captures }: DayReport): string {
  const { announced, complete, partial, empty, failed, notCaptured, open, shareOnly, localOnly, supersededFiles } = captures;
  const parts = [
    `${complete} complete`,
    ...some(partial, 'partial'),
    ...some(empty, 'empty'),
    ...some(failed, 'failed'),
    ...some(notCaptured, 'not captured'),
    ...some(open, 'without a verdict'),
    ...some(shareOnly, 'of which only the share of this exporter is known'),
    ...some(localOnly, 'local only'),
  ];
  const superseded = supersededFiles === 0 ? '' : `; ${counted(supersededFiles, 'file')} of other exporters' devices not counted`;
  return `${counted(announced, 'pulse')} announced: ${parts.join(', ')}${superseded}`;
}

function uploadsText({ accepted, partlyRefused, refused, waiting, withdrawn, notQueued }: ReportUploads): string {
  const parts = [
    ...some(accepted, 'accepted by the Gateway'),
    ...some(partlyRefused, 'partly refused'),
    ...some(refused, 'refused'),
    ...some(waiting, 'waiting to be sent'),
    ...some(withdrawn, 'withdrawn'),
    ...some(notQueued, 'never sent'),
  ];
  return parts.length === 0 ? 'none for the Gateway' : parts.join(', ');
}

function gatewayText({ host, expected, asked, whole, inPart, notThere, cannotTell, sentence, failure }: ReportGateway): string {
  const parts = [`${whole} whole`, ...some(inPart, 'in part'), ...some(notThere, 'not there'), ...some(cannotTell, 'cannot be told')];
  const why = failure === null ? '' : ` ${failure.message} [${failure.code}]`;
  return `${host}: ${asked} of ${counted(expected, 'pulse')} asked for: ${parts.join(', ')}. ${sentence}${why}`;
}

function some(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

function minute(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** The day is said where there are several. */
function timeIn({ from, to }: DayReport): (timestampNs: string) => string {
  const isOneDay =
    Date.parse(to) - Date.parse(from) <= 86_400_000 && from.slice(0, 10) === new Date(Date.parse(to) - 1).toISOString().slice(0, 10);
  return (timestampNs) => {
    const iso = new Date(Number(BigInt(timestampNs) / 1_000_000n)).toISOString();
    return isOneDay ? iso.slice(11, 23) : iso.slice(0, 23).replace('T', ' ');
  };
}
