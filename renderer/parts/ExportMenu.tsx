import { Button, Menu, MenuItem, Popover } from '@blueprintjs/core';

/** `save`: null where there is nothing of that kind now. */
export type ExportItem = { text: string; save: (() => void) | null };

/** All that can be saved of a picture. `cannot`: why nothing can be saved now. */
export function ExportMenu({ items, isBusy, cannot }: { items: readonly ExportItem[]; isBusy: boolean; cannot?: string | undefined }) {
  return (
    <Popover
      placement="bottom-end"
      minimal
      content={
        <Menu aria-label="Export">
          {items.map(({ text, save }) => (
            <MenuItem key={text} text={text} disabled={save === null} onClick={() => save?.()} />
          ))}
        </Menu>
      }
    >
      <Button
        size="small"
        text={isBusy ? 'Writing…' : 'Export…'}
        disabled={isBusy || cannot !== undefined}
        title={cannot}
        aria-haspopup="menu"
      />
    </Popover>
  );
}
