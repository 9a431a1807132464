/** One exporter's time as the leader. `epoch` goes up with each leader that begins. */
export type Epoch = { epoch: number; leader: string };

/** Above 0: `a` is obeyed rather than `b`. Of two that began with the same number, the one whose name sorts later. */
export function compareEpochs(a: Epoch, b: Epoch): number {
  if (a.epoch !== b.epoch) return a.epoch - b.epoch;
  if (a.leader === b.leader) return 0;
  return a.leader > b.leader ? 1 : -1;
}

export function sameEpoch(a: Epoch, b: Epoch): boolean {
  return a.epoch === b.epoch && a.leader === b.leader;
}
