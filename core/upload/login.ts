import { ExporterError, toError } from '../contract/errors.ts';
import { parsed, type RawAnswer, unknownError, wordsOf } from './raw-answer.ts';
import { failureOfStatus } from './status-failure.ts';
import { readToken, type Token } from './token.ts';

/** The answer to a login. Nothing of it is quoted: it may repeat what was sent. */
export function readLogin({ status, text, dateMs }: RawAnswer, host: string, nowMs: number): Token {
  if (status === 200) {
    const body = parsed(text);
    const token = typeof body === 'string' ? readToken(body, dateMs ?? nowMs) : null;
    if (token !== null) return token;
    throw new ExporterError(
      'GATEWAY_BAD_ANSWER',
      `What ${host} answers to the login is no token. Is gateway.url the Operations Gateway, and not a sign-in page?`,
    );
  }
  if (status === 401)
    throw loginFailed(status, host, 'does not take the user and password of the settings. Are gateway.username and the password right?');
  // With its general words it would be the Gateway as a whole that fails.
  if (status === 500 && wordsOf(text) !== unknownError)
    throw loginFailed(status, host, 'fails over the login: most likely its entry of this user is broken. Its log says more.');
  throw toError(failureOfStatus({ status, words: '' }, host, 'the login'));
}

function loginFailed(status: number, host: string, how: string): ExporterError {
  return new ExporterError('GATEWAY_LOGIN', `The Operations Gateway at ${host} ${how}`, { facts: { host, status } });
}
