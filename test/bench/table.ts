/** A table of Markdown that can be read as it is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

/** A goal of the design that is held by being no more than so much. */
export function goal(what: string, found: number, most: number): string {
  const digits = most < 10 ? 2 : 0;
  return `- ${found <= most ? 'held' : 'MISSED'}: ${what}: ${found.toFixed(digits)}, goal ≤ ${most.toFixed(digits)}`;
}
