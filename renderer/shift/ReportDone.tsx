import type { JournalNote } from '../../core/contract/notes.ts';
import { noteSentence } from './notes.ts';

type ReportDoneProps = { notes: readonly JournalNote[] /** Days are told too. */; isLong: boolean };

/** What people changed meanwhile, and who. */
export function ReportDone({ notes, isLong }: ReportDoneProps) {
  if (notes.length === 0) return null;
  return (
    <>
      <h4>What was done</h4>
      <table>
        <tbody>
          {notes.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be of one moment; the list is only ever replaced
            <tr key={`${note.at} ${index}`}>
              <td className="report-time">{note.at.slice(isLong ? 0 : 11, 16).replace('T', ' ')}</td>
              <td>{noteSentence(note)}</td>
              <td className="report-small">{note.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
