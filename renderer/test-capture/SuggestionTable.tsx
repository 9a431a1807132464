import { Checkbox } from '@blueprintjs/core';
import { useState } from 'react';
import type { Suggestion } from '../../core/contract/test-capture.ts';
import { counted } from '../words/numbers.ts';
import { keyOf } from './apply.ts';
import { fieldTitles, valueWords } from './words.ts';

type SuggestionTableProps = { suggestions: readonly Suggestion[]; chosen: readonly string[]; onToggle(key: string): void };

/** Their reasons make lines of different heights, so that more are drawn only when asked for. */
const atOnce = 200;

export function SuggestionTable({ suggestions, chosen, onToggle }: SuggestionTableProps) {
  const [most, setMost] = useState(atOnce);
  return (
    <>
      <table className="table suggestion-table" aria-label="Suggested settings">
        <thead>
          <tr>
            <th>
              <span className="unseen">Chosen</span>
            </th>
            <th>Channel</th>
            <th>Setting</th>
            <th>Now</th>
            <th>Suggested</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {suggestions.slice(0, most).map((each) => (
            <tr key={keyOf(each)}>
              <td>
                <Checkbox
                  aria-label={`${fieldTitles[each.field]} of ${each.channel}`}
                  checked={chosen.includes(keyOf(each))}
                  onChange={() => onToggle(keyOf(each))}
                />
              </td>
              <td className="strong">{each.channel}</td>
              <td>{fieldTitles[each.field]}</td>
              <td className="soft">{valueWords(each.field, each.now)}</td>
              <td className="strong">{valueWords(each.field, each.value)}</td>
              <td className="why">{each.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {suggestions.length > most && (
        <button type="button" className="link small looking" onClick={() => setMost(most + atOnce)}>
          {counted(suggestions.length - most, 'more suggestion')}
        </button>
      )}
    </>
  );
}
