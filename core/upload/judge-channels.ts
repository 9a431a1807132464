import { failure } from '../contract/errors.ts';
import { afterTrouble } from './backoff.ts';
import { explain, presentSentence, unnamedSentence } from './channel-refusals.ts';
import type { Answered } from './port.ts';
import type { LeftOut, SentFile, UploadVerdict } from './verdict.ts';
import { type When, waiting } from './waiting.ts';

/** A channel the answer does not name is sent again this often: the answer may have been another one's. */
const unnamedTries = 3;

/** A status 200 or 201: each channel is looked at by itself. */
export function judgeChannels(answer: Answered, file: SentFile, when: When): UploadVerdict {
  const { arrived, refused: refusedNow, failed } = sorted(answer, file);
  const { name, host, recordId, leftOut } = file;
  const refused = [...refusedNow, ...leftOut];
  const elsewhere = answer.recordId === null || isCalled(answer.recordId, recordId) ? '' : elsewhereSentence(answer.recordId, recordId);
  const of = `${arrived.length} of ${file.channels.length + leftOut.length} channels of ${name}`;
  if (failed.length > 0) {
    const sentence = `${of} are in the Gateway; the rest is sent again. ${listed(failed)}${elsewhere}`;
    const said = failure('GATEWAY_ERROR', sentence, { host, status: answer.status });
    const { unknownEnd } = file.earlier;
    return { ...waiting(said, afterTrouble, 'file', file, when, { unknownEnd, retryAfterMs: answer.retryAfterMs }), arrived, failed };
  }
  // What it stored is known now.
  const known = { arrived, unknownEnd: false };
  if (refused.length === 0)
    return { kind: 'accepted', sentence: `${name} is in the Gateway as ${answer.recordId ?? recordId}.${elsewhere}`, ...known };
  if (arrived.length > 0)
    return { kind: 'partly-refused', sentence: `${of} are in the Gateway. ${listed(refused)}${elsewhere}`, refused, ...known };
  const sentence = `The Gateway has taken no channel of ${name}. ${listed(refused)}${elsewhere}`;
  return {
    kind: 'refused',
    sentence,
    failure: failure('GATEWAY_REFUSED', sentence, { host, status: answer.status }),
    guilty: refused,
    ...known,
  };
}

/** "Already present" is our own doing only where an earlier attempt of this file brought the channel, or has an unknown end. */
function sorted(answer: Answered, { channels, earlier, failures }: SentFile): { arrived: string[]; refused: LeftOut[]; failed: LeftOut[] } {
  const arrived: string[] = [];
  const refused: LeftOut[] = [];
  const failed: LeftOut[] = [];
  const accepted = new Set(answer.accepted);
  const present = new Set(answer.alreadyPresent);
  const before = new Set(earlier.arrived);
  const reasons = new Map(answer.refused.map((each) => [each.channel, each.reasons]));
  for (const channel of new Set(channels)) {
    const why = reasons.get(channel);
    if (accepted.has(channel) || (present.has(channel) && (earlier.unknownEnd || before.has(channel)))) arrived.push(channel);
    else if (present.has(channel)) refused.push({ channel, sentence: `${channel}: ${presentSentence}` });
    else if (why !== undefined) {
      const { sentence, again } = explain(channel, why);
      (again ? failed : refused).push({ channel, sentence });
    } else (failures < unnamedTries ? failed : refused).push({ channel, sentence: `${channel}: ${unnamedSentence}` });
  }
  return { arrived, refused, failed };
}

const shown = 5;

/** A sentence for a person holds a few; all of them are beside it. */
function listed(left: readonly LeftOut[]): string {
  const first = left.slice(0, shown).map(({ sentence }) => sentence);
  return [...first, ...(left.length > shown ? [`And ${left.length - shown} more.`] : [])].join(' ');
}

/** A Gateway with milliseconds calls one of whole seconds so: a file from before it had them. */
function isCalled(found: string, expected: string): boolean {
  return found === expected || found === `${expected}000`;
}

function elsewhereSentence(found: string, expected: string): string {
  return ` It is there as ${found} and not as ${expected}: gateway.millisecondTimestamps must be as the Gateway counts.`;
}
