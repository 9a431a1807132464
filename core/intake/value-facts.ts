import type { ValueFacts } from '../contract/browse.ts';
import type { Value } from '../sources/value.ts';

const longestShown = 80;

export function valueFacts(value: Value): ValueFacts {
  switch (value.kind) {
    case 'number':
      return { kind: 'number', dtype: value.dtype, shape: [], shown: String(value.value) };
    case 'text':
      return { kind: 'text', dtype: null, shape: [], shown: value.value.slice(0, longestShown) };
    case 'texts':
      return { kind: 'texts', dtype: null, shape: [value.values.length], shown: null };
    case 'array':
    case 'image':
      return { kind: value.kind, dtype: value.data.dtype, shape: [...value.data.shape], shown: null };
    case 'encoded-image':
      return { kind: value.kind, dtype: value.codec, shape: [], shown: null };
    case 'xy':
      return { kind: 'xy', dtype: value.y.dtype, shape: [...value.y.shape], shown: null };
    case 'table':
      return { kind: 'table', dtype: null, shape: [value.columns.length], shown: null };
  }
}
