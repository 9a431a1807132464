import type { DayReport, ReportCaptures, ReportGateway, ReportUploads } from '../contract/report.ts';
import { counted } from '../contract/words.ts';

export type Judged = {
  captures: ReportCaptures;
  uploads: ReportUploads;
  gateway: ReportGateway | null;
  /** Pulses: all that lack something, and those of them that lack it in captures and in uploads. */
  lacking: { pulses: number; captures: number; uploads: number };
  /** Notes on what can't be told. */
  doubts: number;
};

/** What is known to be missing outweighs what can't be told. */
export function judge(judged: Judged): Pick<DayReport, 'verdict' | 'sentence'> {
  const { captures, lacking } = judged;
  if (captures.announced === 0)
    return {
      verdict: 'unknown',
      sentence:
        'No pulse was announced in this time: the laser did not fire, its pulses were not captured, or no exporter with this journal ran.',
    };
  if (lacking.pulses > 0) return { verdict: 'missing', sentence: missingSentence(judged) };
  const open = openSentences(judged);
  if (open.length > 0 || judged.doubts > 0)
    return {
      verdict: 'unknown',
      sentence: [
        `Nothing is known to be missing of ${counted(captures.announced, 'pulse')}, but not everything can be told.`,
        ...open,
      ].join(' '),
    };
  return { verdict: 'arrived', sentence: arrivedSentence(judged) };
}

function missingSentence({ captures, gateway, lacking }: Judged): string {
  const inGateway = gateway === null ? 0 : gateway.inPart + gateway.notThere;
  const parts = [
    ...(lacking.captures > 0 ? [`${lacking.captures} not captured whole`] : []),
    ...(lacking.uploads > 0 ? [`${lacking.uploads} not uploaded whole`] : []),
    ...(inGateway > 0 ? [`${inGateway} of the ${gateway?.asked ?? 0} asked for not whole in the Gateway`] : []),
  ];
  return `Of ${counted(captures.announced, 'pulse')} ${lacking.pulses} ${lacking.pulses === 1 ? 'lacks' : 'lack'} something: ${parts.join(', ')}.`;
}

function openSentences({ captures, gateway }: Judged): string[] {
  return [
    ...(captures.open > 0 ? [`What became of ${counted(captures.open, 'pulse')} of the group this journal does not know.`] : []),
    ...(captures.shareOnly > 0 ? [`Of ${counted(captures.shareOnly, 'pulse')} only this exporter's share is known.`] : []),
    ...(gateway !== null && gateway.failure !== null ? [`The Gateway could not be asked: ${gateway.failure.message}`] : []),
    ...(gateway !== null && gateway.failure === null && gateway.cannotTell > 0
      ? [`Of ${gateway.cannotTell} that were asked for the Gateway's answer does not tell.`]
      : []),
  ];
}

function arrivedSentence({ captures, uploads, gateway }: Judged): string {
  const all =
    captures.announced === 1 ? 'The one pulse was captured complete' : `All ${counted(captures.announced, 'pulse')} were captured complete`;
  const local = captures.localOnly > 0 ? ` ${captures.localOnly} of them stay local: another pulse has their record.` : '';
  if (gateway === null)
    return uploads.accepted > 0
      ? `${all}, and the Gateway took all their files when they were sent; it was not asked again.${local}`
      : `${all}. The Gateway was not asked.${local}`;
  if (gateway.asked === 0) return `${all}. None of them is to be in the Gateway.${local}`;
  const asked = gateway.asked === gateway.expected ? 'all of them are' : `the ${gateway.asked} that were asked for are`;
  return `${all}, and ${asked} whole in the Gateway.${local}`;
}
