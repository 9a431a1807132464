import { expect, test } from 'vitest';
import { initialState, reduce } from '../../core/contract/state.ts';
import { groupPulse } from '../cli/group/facts.ts';

const upload = { state: 'accepted', sentence: 'All 2 files are in the Gateway.', files: [], refused: [] } as const;
const uploaded = { ...upload, files: [], refused: [] };

test('how a pulse stands in the Gateway is put to the pulse that is shown, and one that is shown no more does not come back', () => {
  const [first, second] = [groupPulse(1), groupPulse(2)];
  const shown = [first, second].reduce((state, pulse) => reduce(state, { type: 'pulse/judged', pulse }), initialState);
  const after = reduce(shown, { type: 'pulse/uploaded', pulse: first.pulse, upload: uploaded });
  expect(after.pulses).toEqual([second, { ...first, upload }]);
  expect(reduce(after, { type: 'pulse/uploaded', pulse: { pulseId: '9', timestampNs: '9' }, upload: uploaded }).pulses).toEqual(
    after.pulses,
  );
});
