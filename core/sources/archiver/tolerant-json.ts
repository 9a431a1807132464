import { ExporterError } from '../../contract/errors.ts';

/** Objects are maps, so that a field called `__proto__` is only a field. An integer beyond ±(2^53 − 1) is a bigint with every digit kept. */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

/** The deepest structure seen from a real appliance has 5 levels. */
const maxDepth = 32;
/** Far more digits than a 64-bit number has; it bounds the work of one literal. */
const maxLiteral = 400;

const quote = 0x22;
const words: readonly (readonly [string, Json])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Reads what the Archiver Appliance sends, which is JSON with bare NaN and Infinity, and control characters in strings. Not JSON.parse: that rounds
 * large integers and undoes backslashes that the appliance never wrote as escapes. Fails with ARCHIVER_BAD_ANSWER and the place.
 */
export class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Calls back for each element, which must read it. */
  array(element: () => void): void {
    this.#list('[', ']', element);
  }

  /** Calls back with each key, and must read its value. */
  object(member: (key: string) => void): void {
    this.#list('{', '}', () => {
      const key = this.string();
      this.#expect(':');
      member(key);
    });
  }

  value(): Json {
    const next = this.#peek();
    if (next === '"') return this.string();
    if (next === '[') {
      const elements: Json[] = [];
      this.array(() => elements.push(this.value()));
      return elements;
    }
    if (next === '{') {
      const members: JsonObject = new Map();
      this.object((key) => members.set(key, this.value()));
      return members;
    }
    if (next >= '0' && next <= '9') return this.#number();
    for (const [word, meaning] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return meaning;
    }
    return this.#number();
  }

  string(): string {
    this.#expect('"');
    let text = '';
    for (let from = this.#at; ; ) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) throw this.bad('ends inside a text');
      if (code === quote) {
        text += this.#text.slice(from, this.#at);
        this.#at++;
        return text;
      }
      if (code === 0x5c) {
        text += this.#text.slice(from, this.#at) + this.#escape();
        from = this.#at;
      } else this.#at++;
    }
  }

  /**
   * A text that was written without escaping: its end is the first quote mark after which `end` matches, and a backslash in it is a backslash.
   * `end` is a global expression that begins at that quote mark.
   */
  rawString(end: RegExp): string {
    this.#expect('"');
    end.lastIndex = this.#at;
    const found = end.exec(this.#text);
    if (found === null) throw this.bad('has a text without an end');
    const text = this.#text.slice(this.#at, found.index);
    this.#at = found.index + 1;
    return text;
  }

  nextIsText(): boolean {
    return this.#peek() === '"';
  }

  end(): void {
    if (this.#peek() !== '') throw this.bad('goes on after its end');
  }

  bad(what: string): ExporterError {
    const at = this.#at >= this.#text.length ? `after ${this.#text.length} characters` : `at character ${this.#at}`;
    return new ExporterError('ARCHIVER_BAD_ANSWER', `${what} (${at})`);
  }

  #list(open: string, close: string, element: () => void): void {
    this.#expect(open);
    if (++this.#depth > maxDepth) throw this.bad(`is nested deeper than ${maxDepth} levels`);
    if (this.#peek() !== close) {
      element();
      while (this.#peek() === ',') {
        this.#at++;
        element();
      }
    }
    this.#expect(close);
    this.#depth--;
  }

  #number(): number | bigint {
    const start = this.#at;
    let whole = true;
    for (; ; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if ((code >= 0x30 && code <= 0x39) || code === 0x2d) continue;
      if (code !== 0x2e && code !== 0x65 && code !== 0x45 && code !== 0x2b) break;
      whole = false;
    }
    const literal = this.#text.slice(start, this.#at);
    const number = Number(literal);
    if (literal === '' || Number.isNaN(number) || literal.length > maxLiteral) {
      this.#at = start;
      throw this.bad(start >= this.#text.length ? 'ends too early' : 'has something that is no value');
    }
    return whole && !Number.isSafeInteger(number) ? BigInt(literal) : number;
  }

  #escape(): string {
    const letter = this.#text.charAt(this.#at + 1);
    const hex = /^[0-9a-fA-F]{4}$/.exec(this.#text.slice(this.#at + 2, this.#at + 6));
    if (letter === 'u' && hex !== null) {
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(hex[0], 16));
    }
    this.#at += 2;
    return escapes[letter] ?? letter;
  }

  #peek(): string {
    while (this.#text.charCodeAt(this.#at) <= 0x20) this.#at++;
    return this.#text.charAt(this.#at);
  }

  #expect(sign: string): void {
    const next = this.#peek();
    if (next === '') throw this.bad('ends too early');
    if (next !== sign) throw this.bad(`has ${JSON.stringify(next)} where ${sign} should be`);
    this.#at++;
  }
}
