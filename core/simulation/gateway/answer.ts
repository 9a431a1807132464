/** `json` undefined is an empty body. `why` is for who runs the simulation, and not sent. */
export type Answer = { status: number; headers?: Record<string, string>; body: { json?: unknown } | { html: string }; why?: string };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: { json: body } };
}

/** As the Gateway says what it refuses. */
export function refused(status: number, detail: string): Answer {
  return json(status, { detail });
}

/** Whatever it did not expect; it tells nobody more. */
export function unknownError(why: string): Answer {
  return { ...refused(500, 'Unknown error'), why };
}

/** A part of the request that is not there, or not what it should be. */
export function unprocessable(type: string, loc: readonly string[], msg: string): Answer {
  return json(422, { detail: [{ type, loc, msg, input: null }] });
}

export function page(status: number, title: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers,
    body: { html: `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>\r\n` },
  };
}
