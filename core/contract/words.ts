/** "1 pulse", "2 pulses". */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** "A, B and 3 more": a sentence for a person holds so many names. */
export function listed(names: readonly string[], most: number): string {
  const first = names.slice(0, most).join(', ');
  return names.length <= most ? first : `${first} and ${names.length - most} more`;
}
