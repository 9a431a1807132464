/** Of Electron's `powerSaveBlocker`. */
export type PowerSaving = { start(type: 'prevent-app-suspension'): number; stop(id: number): unknown };

export type Awake = {
  /** While it is true the machine does not go to sleep by itself; its screen may. */
  hold(isNeeded: boolean): void;
};

/** A machine that sleeps captures nothing, and says nothing of it. */
export function createAwake(power: PowerSaving): Awake {
  let held: number | null = null;
  return {
    hold(isNeeded) {
      if (isNeeded && held === null) held = power.start('prevent-app-suspension');
      if (isNeeded || held === null) return;
      power.stop(held);
      held = null;
    },
  };
}
