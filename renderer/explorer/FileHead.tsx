import { Button } from '@blueprintjs/core';
import type { ExploredFile } from '../../core/contract/explorer.ts';
import { bytes } from '../words/numbers.ts';

type FileHeadProps = { file: string; facts: ExploredFile | null; onReload(): void; onClose(): void };

export function FileHead({ file, facts, onReload, onClose }: FileHeadProps) {
  return (
    <header>
      <h2 className="cut" title={file}>
        {facts?.name ?? nameOf(file)}
      </h2>
      {facts !== null && (
        <span className="soft nowrap">
          {bytes(facts.bytes)} · modified {timeOf(facts.modifiedAt)}
        </span>
      )}
      <span className="soft cut grow" title={file}>
        {file}
      </span>
      <button type="button" className="link small nowrap" onClick={() => void navigator.clipboard?.writeText(file)}>
        Copy path
      </button>
      <Button size="small" onClick={onReload}>
        Reload
      </Button>
      <Button size="small" onClick={onClose}>
        Close
      </Button>
    </header>
  );
}

/** With forward slashes, or as Windows has it. */
export function nameOf(file: string): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}

export function timeOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
