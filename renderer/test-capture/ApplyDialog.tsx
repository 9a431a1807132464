import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { Suggestion } from '../../core/contract/test-capture.ts';
import { useCheck } from '../devices/add/asking.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { useAsk } from '../store/ask.ts';
import { useGive } from '../store/give.ts';
import { counted } from '../words/numbers.ts';
import { setApplied } from './applied.ts';
import { keyOf, withSuggestions } from './apply.ts';
import { applySuggestions } from './apply-suggestions.ts';
import { fieldTitles, settingWords, valueWords } from './words.ts';

type ApplyDialogProps = { suggestions: readonly Suggestion[]; settings: unknown; testId: string; onClose(applied: boolean): void };
const shownMost = 100;

/** What changes in the settings, before it does. */
export function ApplyDialog({ suggestions, settings, testId, onClose }: ApplyDialogProps) {
  const ask = useAsk();
  const { busy, trouble, give } = useGive();
  const { settings: after, changes, strange } = withSuggestions(settings, suggestions);
  const { value: check, isOld, trouble: unchecked } = useCheck(after);
  const problems = isOld ? [] : (check?.problems ?? []);
  const hindrance =
    changes.length === 0
      ? 'The settings have none of these channels any more.'
      : isOld
        ? 'Being checked.'
        : check?.ok === false
          ? (problems[0]?.sentence ?? 'The settings would not be right.')
          : null;

  async function apply(by: string): Promise<void> {
    setApplied({ testId, ...(await applySuggestions(ask, suggestions, by)) });
  }

  return (
    <Dialog isOpen className="apply-dialog" title="Put these into the settings?" onClose={() => onClose(false)}>
      <DialogBody>
        <table className="table" aria-label="What changes">
          <thead>
            <tr>
              <th>Channel</th>
              <th>Setting</th>
              <th>Now</th>
              <th>Then</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, shownMost).map(({ path, suggestion, before }) => (
              <tr key={keyOf(suggestion)} title={path}>
                <td>{suggestion.channel}</td>
                <td>{fieldTitles[suggestion.field]}</td>
                <td className="soft">{settingWords(suggestion.field, before)}</td>
                <td className="strong">{valueWords(suggestion.field, suggestion.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {changes.length > shownMost && <p className="soft small">and {counted(changes.length - shownMost, 'more change')}</p>}
        {strange.length > 0 && (
          <p className="small">Not there any more, so nothing changes for {strange.map(({ channel }) => channel).join(', ')}.</p>
        )}
        {problems.slice(0, 3).map(({ path, sentence }) => (
          <p key={`${path} ${sentence}`} className="trouble-line">
            {path}: {sentence}
          </p>
        ))}
        <p className="soft small apply-says">
          The exporter begins anew with them: what is in flight ends with what it has, and no pulse is captured for some seconds. Undo
          brings those before back.
        </p>
        <Trouble sentence={trouble ?? unchecked} />
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button onClick={() => onClose(false)}>Cancel</Button>
            <Button
              intent="primary"
              loading={busy}
              disabled={hindrance !== null}
              title={hindrance ?? ''}
              onClick={() => give(apply, () => onClose(true))}
            >
              Apply {counted(changes.length, 'change')}
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
