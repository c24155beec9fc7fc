import { z } from "zod";
import type { ConfigError } from "../model/index.js";
import { complaint, type Place } from "./complaint.js";
import { nearestOf } from "./nearest.js";

type Path = readonly (string | number)[];
type Issue = z.core.$ZodIssue;

/** `raw` read by `schema`; the first thing that does not fit becomes one sentence at its line. */
export function readShape<S extends z.ZodType>(schema: S, raw: unknown, at: (path: Path) => Place): z.infer<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const issue = issues.find((item) => item.code === "unrecognized_keys") ?? issues[0]; // a misspelt member is also a missing one
  if (issue === undefined) throw parsed.error;
  throw sentenceOf(issue, schema, raw, at);
}

function sentenceOf(issue: Issue, schema: z.ZodType, raw: unknown, at: (path: Path) => Place): ConfigError {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  const seen = valueAt(raw, path);
  const name = path.length === 0 ? "this file" : memberName(path);
  if (issue.code === "unrecognized_keys") return unknownMember(issue.keys[0] ?? "", schema, path, at);
  if (seen === undefined) return complaint(at(path.slice(0, -1)), `${name} is missing`, "add it");
  if (issue.code === "invalid_value") return notAllowed(name, seen, issue.values.map(String), at(path));
  return complaint(at(path), `${name} is ${shown(seen)}`, expectation(issue));
}

function unknownMember(key: string, schema: z.ZodType, path: Path, at: (path: Path) => Place): ConfigError {
  const known = membersAt(schema, path);
  const near = nearestOf(key, known);
  const todo = near === null ? `remove it; known are ${known.join(", ")}` : `nearest is "${near}": correct it or remove it`;
  return complaint(at([...path, key]), `member "${key}" is not known here`, todo);
}

function notAllowed(name: string, seen: unknown, allowed: readonly string[], place: Place): ConfigError {
  const near = nearestOf(String(seen), allowed);
  const choice = `choose one of ${allowed.join(", ")}`;
  return complaint(place, `${name} is ${shown(seen)}`, near === null ? choice : `nearest is "${near}": ${choice}`);
}

function expectation(issue: Issue): string {
  if (issue.code === "invalid_type") return `write ${issue.expected === "array" ? "a list" : `a value of type ${issue.expected}`}`;
  if (issue.code === "too_small") return issue.minimum === 1 ? "it must not be empty" : `it must be at least ${issue.minimum}`;
  if (issue.code === "invalid_format" && issue.pattern !== undefined) return `it must match ${issue.pattern}`;
  if (issue.code === "invalid_union") return [...new Set(issue.errors.flatMap((form) => form.slice(0, 1).map(expectation)))].join(" or ");
  return issue.message;
}

function memberName(path: Path): string {
  const last = path.at(-1);
  return typeof last === "number" ? `entry ${last + 1}${path.length > 1 ? ` of "${String(path.at(-2))}"` : ""}` : `member "${last}"`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (isIndexable(value) ? value[step] : undefined), raw);
}

function isIndexable(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

/** Names that the schema knows for the object at `path`. */
function membersAt(schema: unknown, path: Path): string[] {
  const plain = unwrapped(schema);
  if (path.length === 0) return plain instanceof z.ZodObject ? Object.keys(plain.shape) : [];
  const [step, ...rest] = path;
  if (plain instanceof z.ZodArray) return membersAt(plain.element, rest);
  if (plain instanceof z.ZodRecord) return membersAt(plain.valueType, rest);
  const shape: Readonly<Record<string, unknown>> = plain instanceof z.ZodObject ? plain.shape : {};
  return membersAt(shape[String(step)], rest);
}

function unwrapped(schema: unknown): unknown {
  const wrapper = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wrapper ? unwrapped(schema.unwrap()) : schema;
}
