import type { ExporterEvent } from '../contract/api.ts';
import type { RemovedWhy } from '../contract/files.ts';
import { counted } from '../contract/words.ts';
import { size } from './size.ts';

/** null where a person had taken the files away before. */
export function removedLines({ files, bytes, why }: Extract<ExporterEvent, { type: 'files/removed' }>): string[] | null {
  return files === 0 ? null : [`  ${counted(files, 'file')} removed, ${size(bytes)}: ${reasons[why]}`];
}

const reasons: Record<RemovedWhy, string> = {
  days: 'in the Gateway for longer than limits.keepUploadedDays',
  size: 'in the Gateway, and the oldest beyond limits.keepUploadedGb',
  room: 'the oldest, since the data folder had reached limits.dataFolderMb',
};
