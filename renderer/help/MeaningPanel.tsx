import { uploadStates } from '../../core/contract/uploads.ts';
import { OutcomeWord } from '../marks/OutcomeMark.tsx';
import { families, looks } from '../marks/outcomes.ts';
import { StateMark } from '../marks/StateMark.tsx';
import { UploadWord } from '../marks/UploadWord.tsx';
import { uploadLooks } from '../marks/uploads.ts';
import { verdictLooks } from '../marks/verdicts.ts';
import { ScrollPlace } from '../parts/ScrollPlace.tsx';

const verdicts = ['complete', 'partial', 'empty', 'failed'] as const;
const nothing = 'Nothing to do.';

/** The same tables that the matrix, the lists and the legend are drawn from. */
export function MeaningPanel() {
  return (
    <section className="panel help-meaning" aria-label="What each mark means">
      <header>
        <h2>What each mark means, and what to do</h2>
        <span className="soft small wide">the shape says which, the hue says whom to ask, the word is always near</span>
      </header>
      <ScrollPlace className="help-scroll">
        <table className="table meaning">
          <thead>
            <tr>
              <th className="at-mark">Outcome of a channel</th>
              <th>It means</th>
              <th>What to do</th>
            </tr>
          </thead>
          {families.map(({ family, title, codes }) => (
            <tbody key={family}>
              <tr className="group-row">
                <th colSpan={3} scope="rowgroup">
                  {title}
                </th>
              </tr>
              {codes.map((code) => (
                <tr key={code}>
                  <td>
                    <OutcomeWord code={code} />
                  </td>
                  <td>{looks[code].says}</td>
                  <td>{looks[code].todo || nothing}</td>
                </tr>
              ))}
            </tbody>
          ))}
          <tbody>
            <tr className="group-row">
              <th colSpan={3} scope="rowgroup">
                Verdict of a capture or a pulse
              </th>
            </tr>
            {verdicts.map((verdict) => (
              <tr key={verdict}>
                <td className="nowrap">
                  <StateMark state={verdictLooks[verdict].mark} /> {verdict}
                </td>
                <td>{verdictLooks[verdict].says}</td>
                <td>{verdictLooks[verdict].todo || nothing}</td>
              </tr>
            ))}
          </tbody>
          <tbody>
            <tr className="group-row">
              <th colSpan={3} scope="rowgroup">
                A file on its way to the Operations Gateway
              </th>
            </tr>
            {[...uploadStates, 'none' as const].map((state) => (
              <tr key={state}>
                <td>
                  <UploadWord state={state} />
                </td>
                <td>{uploadLooks[state].says}</td>
                <td>{uploadLooks[state].todo || nothing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollPlace>
    </section>
  );
}
