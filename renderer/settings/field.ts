import { isRecord } from '../../core/contract/is-record.ts';
import { valueAt, withValue } from './paths.ts';

type Common = {
  path: string;
  label: string;
  help?: string;
  /** Only where this is so in the settings; without `is`, where there is something at all. */
  shownIf?: { path: string; is?: string };
};
export type TextField = Common & { kind: 'text'; standard?: string };
export type NumberField = Common & { kind: 'number'; unit?: string; standard?: string };
/** One a line. */
export type ListField = Common & { kind: 'list'; placeholder: string };
/** Where the secret is; it is itself never here. */
export type SecretField = Common & { kind: 'secret' };
export type ChoiceField = Common & { kind: 'choice'; options: Readonly<Record<string, string>>; standard: string };
/** Of several shapes, by its `kind`: each begins as it is made. */
export type VariantField = Common & { kind: 'variant'; options: Readonly<Record<string, string>>; made: Readonly<Record<string, unknown>> };
/** It may be there or not; it begins as it is made. */
export type PartField = Common & { kind: 'part'; made: unknown };
export type SwitchField = Common & { kind: 'switch' };
export type Column = { key: string; label: string; placeholder: string; optional?: true };
/** Objects of texts, one a row. */
export type RowsField = Common & { kind: 'rows'; columns: readonly Column[]; add: string };
export type Field = RowsField | TextField | NumberField | ListField | SecretField | ChoiceField | VariantField | PartField | SwitchField;

export function isShown({ shownIf }: Field, settings: unknown): boolean {
  if (shownIf === undefined) return true;
  const value = valueAt(settings, shownIf.path);
  return shownIf.is === undefined ? value !== undefined : value === shownIf.is;
}

export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export type NumberText = number | string | undefined;

/** As it is typed, while it means that number: "0." is on its way to 0.5. */
export function shownNumber(typed: string, value: unknown): string {
  return Object.is(numberOf(typed), value) ? typed : textOf(value);
}

/** Empty: left out, so that the usual value counts. What is no number stays as it is written: the check names it. */
export function numberOf(text: string): NumberText {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : text;
}

export function listOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `text` in that column of that row; empty where it need not be there: left out. */
export function withCell(rows: readonly unknown[], at: number, { key, optional }: Column, text: string): unknown[] {
  return rows.map((row, index) => (index === at ? withValue(row, key, text === '' && optional === true ? undefined : text) : row));
}

export type SecretPlace = { in: 'env' | 'file'; name: string };

export function secretOf(value: unknown): SecretPlace {
  if (!isRecord(value)) return { in: 'env', name: '' };
  return 'file' in value ? { in: 'file', name: textOf(value['file']) } : { in: 'env', name: textOf(value['env']) };
}
