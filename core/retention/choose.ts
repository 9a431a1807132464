import type { UploadedFile } from '../journal/files-port.ts';

const dayMs = 86_400_000;

export type Wanted = {
  nowMs: number;
  /** After its upload a file is kept for so many days; null: for ever. */
  keepDays: number | null;
  /** So many bytes are to go, however young they are. */
  excessBytes: number;
};

export type Choice<File> = {
  /** For want of room. */
  tooMany: File[];
  tooOld: File[];
  /** None of the later files is to go. */
  isOver: boolean;
};

/** Which of these uploaded files go; `files` are given by the pulses' time, oldest first. */
export function chooseFiles<File extends UploadedFile>(files: readonly File[], { nowMs, keepDays, excessBytes }: Wanted): Choice<File> {
  const upToMs = keepDays === null ? Number.NEGATIVE_INFINITY : nowMs - keepDays * dayMs;
  const choice: Choice<File> = { tooMany: [], tooOld: [], isOver: false };
  let excess = excessBytes;
  for (const file of files) {
    if (excess > 0) {
      choice.tooMany.push(file);
      excess -= file.bytes;
    } else if (file.uploadedMs <= upToMs) choice.tooOld.push(file);
    // No file arrives before its pulse.
    else if (file.pulseMs > upToMs) return { ...choice, isOver: true };
  }
  return choice;
}
