import { z } from "zod";
import type { Row } from "../db/index.js";
import { Bug } from "../model/index.js";
import { readBytes } from "./files.js";

const ROWS_AT_ONCE = 500;

/** Rows as JSON Lines, the form that both engines share. Bytes, which JSON lacks, stand as `{"base64": "…"}`. */
export function renderRows(rows: readonly Row[]): Uint8Array {
  return Buffer.from(rows.map((row) => `${JSON.stringify(mapValues(row, toJson))}\n`).join(""));
}

/** The rows of a file, some hundred at a time. */
export async function* readRowLines(file: string): AsyncIterable<Row[]> {
  let rows: Row[] = [];
  for await (const line of splitLines(readBytes(file))) {
    rows.push(parseRow(line));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** Lines end with a line feed and with nothing else: Node's readline also breaks at U+2028, which texts may hold. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      parts.push(chunk.subarray(start, end));
      yield Buffer.concat(parts.splice(0)).toString("utf8");
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
  }
  const rest = Buffer.concat(parts);
  if (rest.length > 0) yield rest.toString("utf8");
}

const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.strictObject({ base64: z.base64() })]);
const JsonRow = z.record(z.string(), Value);

function parseRow(line: string): Row {
  return mapValues(JsonRow.parse(JSON.parse(line)), (value) =>
    typeof value === "object" && value !== null ? Buffer.from(value.base64, "base64") : value,
  );
}

function toJson(value: unknown): unknown {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value;
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString("base64") };
  throw new Bug(`a column of type ${typeof value} has no form in a backup`);
}

function mapValues<V>(row: Readonly<Record<string, V>>, map: (value: V) => unknown): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, map(value)]));
}
