import type { ScreenName } from '../../core/contract/screens.ts';

export type KeyAction = { kind: 'go'; screen: ScreenName } | { kind: 'capture' } | { kind: 'schedule' } | { kind: 'find' };
/** `keys`: pressed one after the other, as they are named by the browser. */
export type Shortcut = { keys: readonly string[]; says: string; action: KeyAction };

/** The one table: what is pressed is looked up in it, and Help shows it. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['g', 'p'], says: 'Pulses', action: { kind: 'go', screen: 'pulses' } },
  { keys: ['g', 'h'], says: 'Shift', action: { kind: 'go', screen: 'shift' } },
  { keys: ['g', 'd'], says: 'Devices', action: { kind: 'go', screen: 'devices' } },
  { keys: ['g', 'c'], says: 'Captures', action: { kind: 'go', screen: 'captures' } },
  { keys: ['g', 'v'], says: 'Preview', action: { kind: 'go', screen: 'preview' } },
  { keys: ['g', 'f'], says: 'HDF5 files', action: { kind: 'go', screen: 'files' } },
  { keys: ['g', 'g'], says: 'Group', action: { kind: 'go', screen: 'group' } },
  { keys: ['g', 'u'], says: 'Uploads', action: { kind: 'go', screen: 'uploads' } },
  { keys: ['g', 't'], says: 'Test capture', action: { kind: 'go', screen: 'test' } },
  { keys: ['g', 's'], says: 'Settings', action: { kind: 'go', screen: 'settings' } },
  { keys: ['?'], says: 'Help', action: { kind: 'go', screen: 'help' } },
  { keys: ['c'], says: 'Capture now', action: { kind: 'capture' } },
  { keys: ['s'], says: 'Start the schedule, or stop', action: { kind: 'schedule' } },
  { keys: ['/'], says: 'Go to the search field of the screen', action: { kind: 'find' } },
];

/** Keys of tables and of the matrix, which belong to them and not to the whole page. */
export const localKeys: readonly { keys: readonly string[]; says: string }[] = [
  { keys: ['↑', '↓', '←', '→'], says: 'Go from one cell or row to the next' },
  { keys: ['Enter'], says: 'Open the cell or row' },
  { keys: ['Shift', 'Enter'], says: 'Open what a cell has measured, in Preview' },
  { keys: ['Space'], says: 'Assignments: choose the device; with Shift and an arrow, a range' },
  { keys: ['m'], says: 'Assignments: go on to where the chosen devices move' },
  { keys: ['Tab'], says: 'Go to the next control' },
  { keys: ['Esc'], says: 'Close a dialog or a list' },
];

/** While Preview is open; there `c` does not capture. */
export const previewKeys: readonly { keys: readonly string[]; says: string }[] = [
  { keys: ['←', '→'], says: 'Preview: the pulse before, the next one; among tiles: the tile before, the next' },
  { keys: [','], says: 'Preview: the pulse before, wherever the keys are' },
  { keys: ['.'], says: 'Preview: the next pulse, wherever the keys are' },
  { keys: ['c'], says: 'Preview: the difference to the reference, or the pulse itself' },
  { keys: ['l'], says: 'Preview: follow the newest pulse, or stay' },
  { keys: ['e'], says: 'Preview: save the sheet as PNG, its scalars as CSV' },
  { keys: ['Esc'], says: 'Preview: back to the sheet' },
];

/** A second key that comes later than this begins anew. */
export const pairMs = 1500;

export type Pressed = { pending: string | null; action: KeyAction | null };

/** `pending`: the key before, where it may begin a pair. */
export function press(pending: string | null, key: string): Pressed {
  const whole = shortcuts.find(({ keys: [first, second] }) =>
    pending === null ? first === key && second === undefined : first === pending && second === key,
  );
  if (whole !== undefined) return { pending: null, action: whole.action };
  const begins = shortcuts.some(({ keys }) => keys.length > 1 && keys[0] === key);
  if (begins) return { pending: key, action: null };
  return pending === null ? { pending: null, action: null } : press(null, key);
}

export type KeyTarget = { tag: string; isEditable: boolean; inDialog: boolean };
export type KeyFacts = { key: string; ctrl: boolean; meta: boolean; alt: boolean; repeat: boolean; taken: boolean };

/** Never while somebody types or is asked something, and never what the browser or a table has for itself. */
export function isForPage({ key, ctrl, meta, alt, repeat, taken }: KeyFacts, { tag, isEditable, inDialog }: KeyTarget): boolean {
  if (ctrl || meta || alt || repeat || taken || key.length !== 1) return false;
  return !inDialog && !isEditable && !['INPUT', 'TEXTAREA', 'SELECT'].includes(tag);
}
