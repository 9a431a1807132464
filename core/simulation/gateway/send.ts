import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** `half`: with the length of the whole, and no more than half of it. */
export function send(response: ServerResponse, { status, headers, body }: Answer, half: boolean): void {
  const text = 'html' in body ? body.html : body.json === undefined ? '' : JSON.stringify(body.json);
  const bytes = Buffer.from(text);
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (bytes.length > 0) response.setHeader('Content-Type', 'html' in body ? 'text/html' : 'application/json');
  response.setHeader('Content-Length', bytes.length);
  if (half) response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  else response.end(bytes);
}
