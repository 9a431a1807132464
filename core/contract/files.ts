/** `days`, `size`: kept as long, or as much, as the settings say. `room`: the data folder had reached its limit. */
export const removedWhys = ['days', 'size', 'room'] as const;
export type RemovedWhy = (typeof removedWhys)[number];

export type FileEvents = {
  /** Data files were deleted here. `bytes`: of all of them. */
  'files/removed': { files: number; bytes: number; why: RemovedWhy; captureIds: string[]; at: string };
};
