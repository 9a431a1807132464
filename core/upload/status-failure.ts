import { type Failure, type FailureCode, failure } from '../contract/errors.ts';

/** An HTTP status that says something of the Gateway or of what stands before it, not of what was sent. `words` are its own. */
export function failureOfStatus(answer: { status: number; words: string }, host: string, what: string): Failure {
  const [code, sentence] = named(answer, host, what);
  return failure(code, sentence, { host, status: answer.status });
}

/** An expired token is answered with 403, as a missing right is; the words tell them apart. */
export function refusesToken({ status, words }: { status: number; words: string }): boolean {
  return status === 401 || (status === 403 && /token/i.test(words) && !isForbidden({ status, words }));
}

export function isForbidden({ status, words }: { status: number; words: string }): boolean {
  return status === 403 && /not authorised to use/i.test(words);
}

function named(answer: { status: number; words: string }, host: string, what: string): [FailureCode, string] {
  const { status, words } = answer;
  const gateway = `The Operations Gateway at ${host}`;
  const said = words === '' ? '' : `: "${words}"`;
  if (refusesToken(answer))
    return [
      'GATEWAY_LOGIN',
      `${gateway} takes the password, and then not the token it gave for it. Is its clock right, and was it set up anew?`,
    ];
  if (isForbidden(answer)) return forbidden(host);
  if (status === 403)
    return [
      'GATEWAY_FORBIDDEN',
      `${gateway}, or something in front of it, forbids ${what}${said}. Ask those who run it what this machine may do.`,
    ];
  if (status >= 300 && status < 400)
    return [
      'GATEWAY_ERROR',
      `${gateway} points to another address for ${what}. Write gateway.url as it is in the end, most likely with https://.`,
    ];
  if (status === 404 || status === 405)
    return ['GATEWAY_ERROR', `Nothing answers at ${host} for ${what} (${status}${said}). Is the prefix in gateway.url right?`];
  if ([408, 425, 429, 502, 503, 504].includes(status))
    return [
      'GATEWAY_BUSY',
      `${gateway} is not ready for ${what} (${status}${said}). It is starting, overloaded, or what stands before it cannot reach it.`,
    ];
  if (status >= 500) return ['GATEWAY_ERROR', `${gateway} failed with ${status} for ${what}${said}. Its log says why.`];
  return ['GATEWAY_ERROR', `${gateway} answers ${status} for ${what}${said}. Is it of another version than this exporter knows (1.1)?`];
}

export function forbidden(host: string): [FailureCode, string] {
  return [
    'GATEWAY_FORBIDDEN',
    `The Operations Gateway at ${host} knows the user of the settings, who may not submit files. Let its administrator give them the route "/submit/hdf POST".`,
  ];
}
