import type { SettingsProblem } from '../../core/contract/settings.ts';
import type { Field } from './field.ts';
import { isWithin, keysOf } from './paths.ts';
import type { Section } from './sections.ts';

export type PlacedProblems = {
  /** By the path of the field. */
  atField: ReadonlyMap<string, readonly string[]>;
  /** What stands at no field that is shown. */
  rest: readonly SettingsProblem[];
};

/** Each at the field it is about: its own, else the nearest one that holds it. */
export function placedAt(problems: readonly SettingsProblem[], shown: readonly Field[]): PlacedProblems {
  const atField = new Map<string, string[]>();
  const rest: SettingsProblem[] = [];
  for (const problem of problems) {
    const [field] = shown.filter(({ path }) => isWithin(problem.path, path)).sort((a, b) => b.path.length - a.path.length);
    if (field === undefined) rest.push(problem);
    else atField.set(field.path, [...(atField.get(field.path) ?? []), `${placeIn(problem.path, field)}${problem.sentence}`]);
  }
  return { atField, rest };
}

/** "Row 2, announces at: "; nothing where the field is one place. */
function placeIn(path: string, field: Field): string {
  const [row, key] = keysOf(path.slice(field.path.length));
  if (field.kind !== 'rows' || typeof row !== 'number') return '';
  const column = field.columns.find((each) => each.key === key)?.label.toLowerCase() ?? key;
  return column === undefined ? `Row ${row + 1}: ` : `Row ${row + 1}, ${column}: `;
}

/** Of all sections the one with the longest root that holds it; of none: the whole as JSON, which holds everything. */
export function sectionOf(path: string, sections: readonly Section[]): string {
  const near = sections.flatMap(({ name, roots }) =>
    roots.filter((root) => isWithin(path, root)).map((root) => ({ name, length: root.length })),
  );
  return near.sort((a, b) => b.length - a.length)[0]?.name ?? 'json';
}
