/** A value in a table. */
export type Cell = string | number | boolean | null | readonly string[];

/**
 * Rows as CSV (RFC 4180, CRLF). A cell that a spreadsheet would run as a formula begins with an apostrophe; a byte order mark tells
 * spreadsheets that this is UTF-8.
 */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns, ...rows].map((row) => row.map(cellText).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  const text = typeof cell === "string" ? cell : cell.join("; ");
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
