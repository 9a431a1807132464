type GridProps = {
  className: string;
  /** What it holds, and what its keys do. */
  label: string;
  /** With the head; -1 while nobody knows. */
  rowCount: number;
  /** Of the line that the keys are at; null where it is not drawn. */
  currentId: string | null;
  multiple?: boolean;
  onKeyDown(event: React.KeyboardEvent<HTMLTableElement>): void;
  children: React.ReactNode;
};

/** A table whose lines are worked with keys: it has the focus, and names the line. */
export function Grid({ className, label, rowCount, currentId, multiple, onKeyDown, children }: GridProps) {
  return (
    <table
      className={className}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid, which is worked with the arrow keys
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount}
      {...(multiple !== undefined && { 'aria-multiselectable': multiple })}
      {...(currentId !== null && { 'aria-activedescendant': currentId })}
      onKeyDown={onKeyDown}
    >
      {children}
    </table>
  );
}
