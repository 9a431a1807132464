import type { AlarmKind } from '../../core/contract/alarms.ts';
import { OutcomeMark } from '../marks/OutcomeMark.tsx';
import { StateMark } from '../marks/StateMark.tsx';

export function AlarmMark({ kind }: { kind: AlarmKind }) {
  return kind === 'attention' || kind === 'act' ? <StateMark state={kind} /> : <OutcomeMark code={kind} />;
}
