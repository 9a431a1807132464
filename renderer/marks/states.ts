/** What is no outcome: the steps of a pulse, verdicts, and lamps. */
export type StateName = 'done' | 'running' | 'to-come' | 'ok' | 'attention' | 'act' | 'unknown' | 'complete' | 'partial' | 'failed';
