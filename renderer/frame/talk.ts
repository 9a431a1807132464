import { messageOf } from '../../core/contract/errors.ts';
import type { Theme } from '../look/themes.ts';

/** What the frame and the page around it say to each other. Neither believes the other: each message goes through a guard that knows every field. */

export const questionKinds = ['entity', 'attributes', 'value', 'slice'] as const;
/** Of the one file that is open; the frame knows no other, and can name none. */
export type Question =
  | { ask: (typeof questionKinds)[number]; path: string /** As numpy, of a value or a slice. */; selection?: string }
  | { ask: 'paths' };
export type Asked = Question & { id: number };

export type FromFrame =
  | Asked
  /** Nobody waits for it any more. */
  | { cancel: number }
  /** H5Web is drawn. */
  | { shown: true }
  /** Something failed that H5Web does not say itself; `whole`: it is not drawn any more. */
  | { trouble: string; whole: boolean };

export type Answer = { id: number; ok: true; answer: unknown; bytes?: ArrayBuffer } | { id: number; ok: false; message: string };
export type ToFrame = Answer | { theme: Theme };

/** To the window, once: everything after goes over the port that comes with it. */
export type Opening = { open: string /** What the file is called on screens. */; theme: Theme };
export const ready = 'explorer-frame-ready';

export const pathMost = 4096;
export const selectionMost = 500;
/** Of a sentence that comes out of the frame. */
const sentenceMost = 2000;
const selections = /^[\d:,-]+$/;

export function isFromFrame(value: unknown): value is FromFrame {
  if (hasOnly(value, ['id', 'ask', 'path', 'selection'])) return isAsked(value);
  if (hasOnly(value, ['cancel'])) return isId(value['cancel']);
  if (hasOnly(value, ['shown'])) return value['shown'] === true;
  if (!hasOnly(value, ['trouble', 'whole'])) return false;
  const { trouble, whole } = value;
  return typeof trouble === 'string' && trouble.length <= sentenceMost && typeof whole === 'boolean';
}

export function isToFrame(value: unknown): value is ToFrame {
  if (hasOnly(value, ['theme'])) return isTheme(value['theme']);
  if (hasOnly(value, ['id', 'ok', 'message'])) return isId(value['id']) && value['ok'] === false && typeof value['message'] === 'string';
  if (!hasOnly(value, ['id', 'ok', 'answer', 'bytes'])) return false;
  const { id, ok, bytes } = value;
  return isId(id) && ok === true && 'answer' in value && (bytes === undefined || bytes instanceof ArrayBuffer);
}

export function isOpening(value: unknown): value is Opening {
  return hasOnly(value, ['open', 'theme']) && typeof value['open'] === 'string' && isTheme(value['theme']);
}

/** A sentence as long as the page around takes it. */
export function troubleOf(error: unknown, whole: boolean): FromFrame {
  return { trouble: messageOf(error).slice(0, sentenceMost), whole };
}

function isAsked({ id, ask, path, selection }: Record<string, unknown>): boolean {
  if (!isId(id)) return false;
  if (ask === 'paths') return path === undefined && selection === undefined;
  if (!questionKinds.some((kind) => kind === ask)) return false;
  const hasSelection = ask === 'value' || ask === 'slice';
  return isPath(path) && (selection === undefined || (hasSelection && isSelection(selection)));
}

function isPath(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/') && value.length <= pathMost;
}

function isSelection(value: unknown): boolean {
  return typeof value === 'string' && value.length <= selectionMost && selections.test(value);
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isTheme(value: unknown): value is Theme {
  return value === 'light' || value === 'dark';
}

/** An object of at least one field, with no field but these. */
function hasOnly(value: unknown, names: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return own.length > 0 && own.every((name) => names.includes(name));
}
