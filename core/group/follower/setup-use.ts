import { type Failure, toFailure } from '../../contract/errors.ts';
import type { OwnShare } from '../own-share.ts';
import type { SetupEntry } from '../protocol.ts';

/** Milliseconds until a setup that can't be used is tried again: a broker may come back, a secret be put in its place. */
const againMs = 10_000;

type SetupPorts = {
  own: OwnShare;
  monotonicMs(): number;
  /** It is in use now, or it turned out why it can't be. */
  changed(): void;
  noticed(notice: Failure): void;
};

/** Captures with what the leader says. One is opened at a time; of several that come meanwhile only the last counts. */
export function createSetupUse(usedId: string | null, { own, monotonicMs, changed, noticed }: SetupPorts) {
  let wanted: SetupEntry | null = null;
  let inUse = usedId;
  let trouble: string | null = null;
  let opening = false;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let closed = false;

  function open(entry: SetupEntry): void {
    opening = true;
    inUse = null;
    triedAtMs = monotonicMs();
    own.use(entry.setup, entry.topic).then(
      (answer) => opened(entry, answer),
      (error: unknown) => {
        if (!closed) noticed(toFailure(error));
        opened(entry, toFailure(error).message);
      },
    );
  }

  function opened(entry: SetupEntry, answer: string | null): void {
    opening = false;
    if (closed || wanted === null) return;
    if (wanted.setupId !== entry.setupId) {
      open(wanted);
      return;
    }
    trouble = answer;
    if (answer === null) inUse = entry.setupId;
    changed();
  }

  return {
    want(entry: SetupEntry): void {
      wanted = entry;
      if (opening || (inUse === entry.setupId && trouble === null)) return;
      open(entry);
    },
    /** What the leader wants is in use. */
    ready: () => wanted !== null && inUse === wanted.setupId,
    wanted: () => wanted,
    inUse: () => inUse,
    trouble: () => trouble,
    tick(nowMs: number): void {
      if (wanted !== null && trouble !== null && !opening && nowMs - triedAtMs >= againMs) open(wanted);
    },
    close(): void {
      closed = true;
    },
  };
}
