import { create } from 'zustand';
import type { Ask } from '../../core/contract/client.ts';
import { messageOf } from '../../core/contract/errors.ts';
import type { JournalNote } from '../../core/contract/notes.ts';
import type { DayReport, ReportRequest } from '../../core/contract/report.ts';
import { notesBetween } from './notes.ts';
import { notesAsked } from './use-notes.ts';

export type ShiftReport = { report: DayReport; notes: JournalNote[] };
type Making = { request: ReportRequest; sinceMs: number };
type ReportStore = { making: Making | null; made: ShiftReport | null; trouble: string | null };

/** It takes up to minutes, and goes on while another screen is shown. */
export const useReport = create<ReportStore>()(() => ({ making: null, made: null, trouble: null }));

export function makeReport(ask: Ask, request: ReportRequest): void {
  useReport.setState({ making: { request, sinceMs: Date.now() }, trouble: null });
  asked(ask, request)
    .then((made) => useReport.setState({ made }))
    .catch((error: unknown) => useReport.setState({ trouble: messageOf(error) }))
    .finally(() => useReport.setState({ making: null }));
}

async function asked(ask: Ask, request: ReportRequest): Promise<ShiftReport> {
  const report = await ask('reportDay', request);
  return { report, notes: notesBetween(await ask('listNotes', { limit: notesAsked }), report.from, report.to) };
}
