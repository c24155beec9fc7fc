import { parse } from "csv-parse/sync";
import { z } from "zod";
import { complaint, type Located, type Place } from "./complaint.js";
import { nearestOf } from "./nearest.js";
import { readStudyFile } from "./yaml-file.js";

/** One row of a table, all cells as written. */
export type CsvRow = Readonly<Record<string, string>>;

const Parsed = z.array(z.strictObject({ record: z.array(z.string()), info: z.looseObject({ lines: z.int() }) }));

/** A CSV file (RFC 4180, UTF-8) whose head must name exactly `columns`, in any order. */
export async function readCsv<C extends string>(file: string, columns: readonly C[]): Promise<Located<Record<C, string>>[]> {
  const [head, ...rows] = parseRecords(file, await readStudyFile(file));
  if (head === undefined) throw complaint({ file, line: 1 }, "this table is empty", "restore it: it needs a head and rows");
  checkHead(head.cells, columns, { file, line: head.line });
  return rows.map((row) => {
    const place: Place = { file, line: row.line };
    if (row.cells.length !== head.cells.length) throw unevenRow(place, row.cells.length, head.cells.length);
    const cells = new Map(head.cells.map((name, index) => [name, row.cells[index] ?? ""]));
    const value = Object.fromEntries(columns.map((name) => [name, cells.get(name) ?? ""]));
    return { value: value as Record<C, string>, at: () => place }; // every column was checked against the head
  });
}

/** Parts of a cell that holds a list; an empty cell is an empty list. */
export function listCell(cell: string): string[] {
  return cell
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function parseRecords(file: string, content: string): { cells: readonly string[]; line: number }[] {
  try {
    const parsed: unknown = parse(content, { bom: true, info: true, relax_column_count: true });
    return Parsed.parse(parsed).map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw complaint({ file, line: null }, `this is no valid CSV (${message.toLowerCase()})`, "correct the quoting", error);
  }
}

function checkHead(head: readonly string[], columns: readonly string[], place: Place): void {
  const extra = head.find((name) => !columns.includes(name));
  if (extra !== undefined) {
    const near = nearestOf(extra, columns);
    throw complaint(place, `column "${extra}" is not known here`, near === null ? "remove it" : `nearest is "${near}": correct it`);
  }
  const missing = columns.find((name) => !head.includes(name));
  if (missing !== undefined) throw complaint(place, `column "${missing}" is missing`, "add it");
}

function unevenRow(place: Place, seen: number, wanted: number): Error {
  return complaint(place, `this row has ${seen} cells and the head ${wanted}`, "add or quote the cells that are wrong");
}
