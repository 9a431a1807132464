import { ExporterError } from '../contract/errors.ts';

/** Deeper than any settings; keeps a hostile file from exhausting the stack. */
const deepest = 60;

/** JSON.parse names no place for many mistakes, shows a piece of the text, which might be a secret, and lets the last of two equal keys win. */
export function readJson(text: string, file: string): unknown {
  const fault = findFault(text.replace(/^\uFEFF/, ''));
  if (fault === null) return JSON.parse(text.replace(/^\uFEFF/, ''));
  const { line, column, sentence } = fault;
  const message = `${file}, line ${line}, column ${column}: ${sentence}`;
  throw new ExporterError('BAD_SETTINGS', message, { facts: { file, line, column } });
}

export type JsonFault = { line: number; column: number; sentence: string };

/** The first place where this is not JSON, or where a key stands twice; lines and columns count from 1. */
export function findFault(text: string): JsonFault | null {
  const scanner = new Scanner(text);
  try {
    scanner.document();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split(/\r\n|\n|\r/);
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, sentence: error.message };
  }
}

class Fault extends Error {
  readonly at: number;
  constructor(at: number, sentence: string) {
    super(sentence);
    this.at = at;
  }
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('Something follows after the end. Is a "{" or "}" too many?');
  }

  #value(depth: number): void {
    this.#space();
    if (depth > deepest) this.#fail('Brackets lie too deep in each other.');
    const next = this.#text[this.#at];
    if (next === undefined) this.#fail('The file ends too early. Is a "}" or "]" missing?');
    else if (next === '{') this.#object(depth);
    else if (next === '[') this.#list(depth);
    else if (next === '"') this.#string();
    else if (next === "'") this.#fail("Text stands in double quotes, not in '…'.");
    else if (!this.#take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y))
      this.#fail('Here a value should stand: text in double quotes, a number, true, false, a list or an object.');
  }

  #object(depth: number): void {
    const keys = new Set<string>();
    this.#entries('}', () => {
      if (this.#text[this.#at] !== '"') this.#fail('Here a key in double quotes should stand.');
      const start = this.#at;
      const key: unknown = JSON.parse(this.#string());
      if (keys.has(String(key))) this.#fail(`The key ${JSON.stringify(key)} is there twice. Take one out.`, start);
      keys.add(String(key));
      this.#space();
      if (!this.#take(/:/y)) this.#fail('A ":" should stand between the key and its value.');
      this.#value(depth + 1);
    });
  }

  #list(depth: number): void {
    this.#entries(']', () => this.#value(depth + 1));
  }

  #entries(end: '}' | ']', entry: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      entry();
      this.#space();
      const comma = this.#at;
      if (!this.#take(/,/y)) break;
      this.#space();
      if (this.#text[this.#at] === end) this.#fail(`A comma before "${end}" is one too many. Take it out.`, comma);
    }
    if (this.#text[this.#at] !== end)
      this.#fail(
        this.#at >= this.#text.length ? `The file ends too early: a "${end}" is missing.` : `Here a "," or "${end}" should stand.`,
      );
    this.#at += 1;
  }

  #string(): string {
    const start = this.#at;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them within text
    if (this.#take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y)) return this.#text.slice(start, this.#at);
    return this.#fail('This text does not end, or has a lone "\\" or a line break in it. Write "\\\\" for "\\".');
  }

  #space(): void {
    this.#take(/[ \t\r\n]*/y);
    if (/^\/[/*]|^#/.test(this.#text.slice(this.#at, this.#at + 2))) this.#fail('JSON has no comments. Take it out.');
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return false;
    this.#at = pattern.lastIndex;
    return true;
  }

  #fail(sentence: string, at = this.#at): never {
    throw new Fault(at, sentence);
  }
}
