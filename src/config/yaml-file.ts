import { readFile } from "node:fs/promises";
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type YAMLMap } from "yaml";
import { z } from "zod";
import { fileErrorSentence } from "../effects/index.js";
import { ConfigError } from "../model/index.js";
import { complaint, shownPath, type Located, type Place } from "./complaint.js";
import { readShape } from "./read-shape.js";

type Path = readonly (string | number)[];

/** One YAML document, read strictly (YAML 1.2, no duplicate members) by `schema`. */
export async function readYaml<S extends z.ZodType>(file: string, schema: S): Promise<Located<z.infer<S>>> {
  const lines = new LineCounter();
  const document = parseDocument(await readStudyFile(file), { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const place = { file, line: lines.linePos(fault.pos[0]).line };
    throw complaint(place, `this is no valid YAML (${fault.message.toLowerCase()})`, "correct this line", fault);
  }
  const at = (path: Path): Place => ({ file, line: lineOf(document, lines, path) });
  const value = readShape(schema, document.toJS() as unknown, at); // `toJS` is typed any
  return { value, at: (...path) => at(path) };
}

/** A YAML file that holds a list, one located value for each entry. */
export async function readYamlList<S extends z.ZodType>(file: string, item: S): Promise<Located<z.infer<S>>[]> {
  const list = await readYaml(file, z.array(item));
  return list.value.map((value, index) => ({ value, at: (...path) => list.at(index, ...path) }));
}

/** The text of a file of the study; failure is a `ConfigError`. */
export async function readStudyFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigError(`${fileErrorSentence(shownPath(file), error)}; a study needs it`, { cause: error });
  }
}

/** Line of the member at `path`: its key where it has one, its value else, the nearest existing parent where it is missing. */
function lineOf(document: Document, lines: LineCounter, path: Path): number | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const start = startOf(document, path.slice(0, length));
    if (start !== null) return lines.linePos(start).line;
  }
  return null;
}

function startOf(document: Document, path: Path): number | null {
  if (path.length === 0) return document.contents?.range?.[0] ?? null;
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = isMap(parent) ? keyStart(parent, String(path.at(-1))) : null;
  if (key !== null) return key;
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}

function keyStart(map: YAMLMap, name: string): number | null {
  const pair = map.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
  return pair !== undefined && isScalar(pair.key) ? (pair.key.range?.[0] ?? null) : null;
}
