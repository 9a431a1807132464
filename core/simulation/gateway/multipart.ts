/** A body that is not what its content type says, in the Gateway's own words. */
export class MultipartError extends Error {}

export type PartEvent = { kind: 'part'; name: string; fileName: string | null } | { kind: 'bytes'; bytes: Buffer };

const endOfHeaders = Buffer.from('\r\n\r\n');
const largestHeaders = 16_384;

/** null where the content type is no multipart form at all. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (contentType === undefined || !/^multipart\/form-data\s*(;|$)/i.test(contentType)) return null;
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) throw new MultipartError('Missing boundary in multipart.');
  return boundary;
}

/** Parts of a multipart form as they come in, in so much memory as a chunk has. Throws MultipartError where the body is broken or ends too early. */
export async function* readParts(body: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<PartEvent> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter of a body lacks the line end before it.
  let rest: Buffer = Buffer.from('\r\n');
  let place: 'before' | 'delimiter' | 'headers' | 'content' | 'after' = 'before';
  for await (const chunk of body) {
    if (place === 'after') continue;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let more = true; more; ) {
      more = false;
      if (place === 'before' || place === 'content') {
        const at = rest.indexOf(delimiter);
        // A delimiter may have begun at the end of this chunk.
        const sure = at >= 0 ? at : Math.max(0, rest.length - delimiter.length + 1);
        if (place === 'content' && sure > 0) yield { kind: 'bytes', bytes: rest.subarray(0, sure) };
        rest = rest.subarray(at >= 0 ? at + delimiter.length : sure);
        more = at >= 0;
        if (at >= 0) place = 'delimiter';
      } else if (place === 'delimiter' && rest.length >= 2) {
        place = afterDelimiter(rest.toString('latin1', 0, 2));
        // The line end stays: a part may have no headers at all.
        if (place === 'headers') more = true;
        else rest = Buffer.alloc(0);
      } else if (place === 'headers') {
        const at = rest.indexOf(endOfHeaders);
        if (at < 0 && rest.length > largestHeaders) throw broken();
        if (at >= 0) {
          yield partOf(rest.toString('utf8', 0, at));
          rest = rest.subarray(at + endOfHeaders.length);
          place = 'content';
          more = true;
        }
      }
    }
  }
  if (place !== 'after') throw broken();
}

function afterDelimiter(two: string): 'headers' | 'after' {
  if (two === '\r\n') return 'headers';
  if (two === '--') return 'after';
  throw broken();
}

function partOf(headers: string): PartEvent {
  const disposition = /^content-disposition:\s*form-data(.*)$/im.exec(headers)?.[1];
  const name = disposition === undefined ? undefined : parameter(disposition, 'name');
  if (disposition === undefined || name === undefined)
    throw new MultipartError('The Content-Disposition header field "name" must be provided.');
  return { kind: 'part', name, fileName: parameter(disposition, 'filename') ?? null };
}

function parameter(disposition: string, name: string): string | undefined {
  const [, quoted, bare] = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(disposition) ?? [];
  return quoted ?? bare;
}

function broken(): MultipartError {
  return new MultipartError('There was an error parsing the body');
}
