import { TextArea } from '@blueprintjs/core';
import { typedJson, useDraft } from './draft.ts';
import { sectionOf } from './problems.ts';
import { sections } from './sections.ts';

/** The whole draft as text, with the same checks; what is no JSON yet is not lost. */
export function JsonSection() {
  const draft = useDraft((store) => store.draft);
  const broken = useDraft((store) => store.broken);
  const typed = useDraft((store) => store.typed);
  const check = useDraft((store) => store.check);
  const problems = [...(check?.problems ?? []), ...(check?.warnings ?? [])];
  return (
    <div className="json-section">
      <p className="soft">What stands in the file. Passwords are never in it, only where they are.</p>
      <TextArea
        aria-label="All settings as JSON"
        spellCheck={false}
        fill
        intent={broken !== null || check?.ok === false ? 'danger' : 'none'}
        value={typed ?? JSON.stringify(draft, null, 2)}
        onChange={(event) => typedJson(event.target.value)}
      />
      <ul className="problem-list" aria-label="What is wrong">
        {broken !== null && <li className="trouble-line">This is no JSON yet: a comma, a quote or a bracket is missing or too many.</li>}
        {problems.map(({ path, sentence }) => (
          <li key={`${path} ${sentence}`} className="trouble-line">
            <strong>{path === '' ? 'The whole' : path}</strong> {sentence} <span className="soft">({titleOf(path)})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function titleOf(path: string): string {
  const name = sectionOf(path, sections);
  return sections.find((section) => section.name === name)?.title ?? '';
}
