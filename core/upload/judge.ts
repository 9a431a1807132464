import { assertNever, type Failure, failure } from '../contract/errors.ts';
import type { Finding } from '../hdf5/port.ts';
import { afterLogin, afterTrouble } from './backoff.ts';
import { fileReason } from './file-refusals.ts';
import { judgeChannels } from './judge-channels.ts';
import type { Answered, SubmitAnswer, Unanswered } from './port.ts';
import { failureOfStatus } from './status-failure.ts';
import type { SentFile, UploadVerdict } from './verdict.ts';
import { blocksOf, type When, waiting } from './waiting.ts';

/** What an answer means for the file. `findings`: what our own rules found, once they were asked for by a verdict `check-file`; else null. */
export function judgeUpload(answer: SubmitAnswer, file: SentFile, when: When, findings: readonly Finding[] | null = null): UploadVerdict {
  switch (answer.kind) {
    case 'answered':
      return judgeAnswered(answer, file, when, findings);
    case 'unanswered':
      return judgeUnanswered(answer, file, when);
    default:
      return assertNever(answer);
  }
}

function judgeAnswered(answer: Answered, file: SentFile, when: When, findings: readonly Finding[] | null): UploadVerdict {
  const { status, words } = answer;
  const { earlier, host } = file;
  const kept = { arrived: [...earlier.arrived], unknownEnd: earlier.unknownEnd };
  if (status >= 200 && status < 300) return judgeChannels(answer, file, when);
  if (status === 400) {
    const { sentence, code, again } = fileReason(words);
    const said = failure(code, `${filled(sentence, file)}${quoted(words)}`, { host, status });
    if (again === undefined) return { kind: 'refused', sentence: said.message, failure: said, guilty: [], ...kept };
    return waiting(said, again.backoff, again.blocks, file, when, { unknownEnd: earlier.unknownEnd, retryAfterMs: answer.retryAfterMs });
  }
  if (status === 413) return { kind: 'refused', ...tooLarge(file), guilty: [], ...kept };
  // It may have stored some of it before it failed.
  if (status === 500) return judgeFailed(answer, file, when, findings);
  const trouble = failureOfStatus(answer, host, file.name);
  const unknownEnd = earlier.unknownEnd || status > 500;
  const backoff = status >= 500 || trouble.code === 'GATEWAY_BUSY' ? afterTrouble : afterLogin;
  return waiting(trouble, backoff, blocksOf(trouble.code, file.failures), file, when, { unknownEnd, retryAfterMs: answer.retryAfterMs });
}

/** The Gateway fails as a whole over one bad channel, and does not say which. */
function judgeFailed(answer: Answered, file: SentFile, when: When, findings: readonly Finding[] | null): UploadVerdict {
  const { name, host, earlier } = file;
  const said = failureOfStatus(answer, host, name);
  if (findings === null)
    return { kind: 'check-file', sentence: said.message, failure: said, arrived: [...earlier.arrived], unknownEnd: true };
  if (findings.length === 0) {
    const sentence = `${said.message} By our own rules nothing is wrong with the file, so it is sent again.`;
    const nothing = failure(said.code, sentence, said.facts);
    return waiting(nothing, afterTrouble, 'file', file, when, { unknownEnd: true, retryAfterMs: answer.retryAfterMs });
  }
  const found = findings.map(({ channel, problem }) => (channel === null ? problem : `${channel}: ${problem}`));
  const byChannel = Map.groupBy(findings, ({ channel }) => channel);
  const told = file.channels.flatMap((channel) => {
    const problems = byChannel.get(channel)?.map(({ problem }) => problem);
    return problems === undefined ? [] : [{ channel, sentence: `${channel}: ${problems.join('; ')}.` }];
  });
  // Whoever sends it without these wants to go on without those of before.
  const guilty = [...file.leftOut, ...told];
  const named = guilty.map(({ channel }) => channel);
  const isAll = named.length === file.channels.length + file.leftOut.length;
  const without = told.length === 0 || isAll ? 'The file stays here.' : `It can be sent without ${few(named, ', ')}.`;
  const sentence = `The Gateway failed over ${name} as a whole, and this is why: ${few(found, '; ')}. ${without}`;
  const refusal = failure('GATEWAY_REFUSED', sentence, { host, status: answer.status });
  return { kind: 'refused', sentence, failure: refusal, guilty, arrived: [...earlier.arrived], unknownEnd: true };
}

function judgeUnanswered({ failure: said, ...answer }: Unanswered, file: SentFile, when: When): UploadVerdict {
  const unknownEnd = file.earlier.unknownEnd || answer.unknownEnd;
  // The file is gone or has changed: what would arrive is not what was verified.
  if (said.code === 'VERIFY_FAILED')
    return { kind: 'refused', sentence: said.message, failure: said, guilty: [], arrived: [...file.earlier.arrived], unknownEnd };
  const person = said.code === 'GATEWAY_LOGIN' || said.code === 'GATEWAY_FORBIDDEN';
  // One that was stopped by us goes on as soon as uploads do.
  if (said.code === 'STOPPED') return { ...waiting(said, afterTrouble, 'file', file, when, { unknownEnd }), retryAtMs: when.nowMs };
  return waiting(said, person ? afterLogin : afterTrouble, blocksOf(said.code, file.failures), file, when, { unknownEnd });
}

function tooLarge({ name, host }: SentFile): { sentence: string; failure: Failure } {
  const sentence = `What stands before the Gateway at ${host} lets no file through that is as large as ${name} (413). Let its administrator allow larger ones, then send it again.`;
  return { sentence, failure: failure('GATEWAY_REFUSED', sentence, { host, status: 413 }) };
}

const shown = 10;

function few(texts: readonly string[], separator: string): string {
  const rest = texts.length - shown;
  return [...texts.slice(0, shown), ...(rest > 0 ? [`and ${rest} more`] : [])].join(separator);
}

function filled(sentence: string, { name, pulseId, recordId }: SentFile): string {
  return sentence
    .replaceAll('{file}', () => name)
    .replaceAll('{pulse}', () => pulseId)
    .replaceAll('{record}', () => recordId);
}

function quoted(words: string): string {
  return words === '' ? '' : ` The Gateway says "${words}"${/[.!?]$/.test(words) ? '' : '.'}`;
}
