/** `days`, `size`: kept as long, or as much, as the settings say. `room`: the data folder had reached its limit. */
export type RemovedWhy = 'days' | 'size' | 'room';

export type FileEvents = {
  /** Data files were deleted here. `bytes`: of all of them. */
  'files/removed': { files: number; bytes: number; why: RemovedWhy; captureIds: string[]; at: string };
};
