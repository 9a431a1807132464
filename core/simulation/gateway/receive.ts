import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Answer, json, refused, unprocessable } from './answer.ts';
import { boundaryOf, MultipartError, readParts } from './multipart.ts';

/** `fileName` as its sender calls it. `refused` is the answer where there was no such file in the body. */
export type Received = { fileName: string; bytes: number } | { refused: Answer };

export type ReceiveOptions = {
  /** Where the file goes; made anew. */
  path: string;
  maxBytes: number;
  /** Called with what has come of the file so far; throws to end it there. */
  onBytes?: (bytes: number) => void;
};

/** Takes the field `file` of a form from a request, to disk and not to memory. Throws where the connection ends before the body does. */
export async function receiveFile(request: IncomingMessage, { path, maxBytes, onBytes }: ReceiveOptions): Promise<Received> {
  const file = await open(path, 'wx');
  try {
    const boundary = boundaryOf(request.headers['content-type']);
    if (boundary === null) return { refused: missingFile };
    let fileName: string | null = null;
    let isText = false;
    let inFile = false;
    let bytes = 0;
    // Where it is broken or too large, the answer still goes over its connection.
    const body = request.iterator({ destroyOnReturn: false });
    for await (const event of readParts(body, boundary)) {
      if (event.kind === 'part') {
        inFile = event.name === 'file' && event.fileName !== null;
        isText ||= event.name === 'file' && event.fileName === null;
        if (inFile) fileName = event.fileName;
      } else if (inFile) {
        bytes += event.bytes.length;
        onBytes?.(bytes);
        if (bytes > maxBytes) return { refused: tooLarge(maxBytes) };
        await file.write(event.bytes);
      }
    }
    if (fileName !== null) return { fileName, bytes };
    return { refused: isText ? textForFile : missingFile };
  } catch (error) {
    if (error instanceof MultipartError) return { refused: refused(400, error.message) };
    throw error;
  } finally {
    await file.close();
  }
}

/** A JSON body; undefined where it is none. */
export async function receiveJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= largestJson) chunks.push(chunk);
  }
  try {
    return bytes > largestJson ? undefined : JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

const largestJson = 65_536;
const missingFile = unprocessable('missing', ['body', 'file'], 'Field required');
const textForFile = unprocessable('value_error', ['body', 'file'], "Value error, Expected UploadFile, received: <class 'str'>");

/** The real Gateway has no such limit; this one keeps the disk it runs on. */
function tooLarge(maxBytes: number): Answer {
  return json(413, { detail: `The simulated Gateway takes no file of more than ${maxBytes} bytes` });
}
