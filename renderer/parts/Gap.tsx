/** In the place of lines that are not drawn. */
export function Gap({ lines, height, columns }: { lines: number; height: number; columns: number }) {
  if (lines <= 0) return null;
  return (
    <tr aria-hidden className="gap">
      <td colSpan={columns} style={{ height: lines * height }} />
    </tr>
  );
}
