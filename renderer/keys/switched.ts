import { create } from 'zustand';

const key = 'one-letter-keys';

/** Who speaks to the machine presses keys without meaning to: WCAG 2.1.4 wants them to be able to switch single letters off. */
export const useKeysSwitch = create<{ isOn: boolean }>()(() => ({ isOn: localStorage.getItem(key) !== 'off' }));

/** Kept in this browser. */
export function switchKeys(isOn: boolean): void {
  localStorage.setItem(key, isOn ? 'on' : 'off');
  useKeysSwitch.setState({ isOn });
}
