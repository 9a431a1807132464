import type { ExporterError } from '../../core/contract/errors.ts';
import type { FileStart, FileWriter, RootFacts, Written } from '../../core/hdf5/port.ts';

export type FakeWriter = FileWriter & { files: { start: FileStart; channels: string[]; root: RootFacts | null; abandoned: boolean }[] };

type FakeWriterOptions = {
  refuse?: Record<string, Extract<Written, { ok: false }>>;
  failAt?: { step: 'open' | 'write' | 'seal'; error: ExporterError };
};

/** Files in memory; refuses and fails as it is told. */
export function fakeWriter({ refuse = {}, failAt }: FakeWriterOptions = {}): FakeWriter {
  const files: FakeWriter['files'] = [];
  const failing = (step: string) => {
    if (failAt?.step === step) throw failAt.error;
  };
  return {
    files,
    async open(start) {
      failing('open');
      const file: FakeWriter['files'][number] = { start, channels: [], root: null, abandoned: false };
      files.push(file);
      return {
        async write({ name }) {
          failing('write');
          const refusal = refuse[name];
          if (refusal !== undefined) return refusal;
          file.channels.push(name);
          return { ok: true, bytes: 8, tookMs: 0.5 };
        },
        async seal(root) {
          failing('seal');
          file.root = root;
          return { bytes: 1000, verifyMs: 1, syncMs: 1 };
        },
        async abandon() {
          file.abandoned = true;
        },
      };
    },
    inspect: () => Promise.resolve({ state: 'absent' }),
    copyWithout: () => Promise.resolve({ bytes: 1000 }),
    close: () => Promise.resolve(),
  };
}
