import { join } from "node:path";
import type { z } from "zod";
import { BaselineFacts, QuantityRule, RowReading, TopicRule, Touch, Work, type Baseline, type Codebook } from "../model/index.js";
import { TABLES, type Column, type Table } from "./baseline-tables.js";
import { checkBaseline, type LocatedBaseline } from "./check-baseline.js";
import type { Located, Place } from "./complaint.js";
import { complaint, unknownWord } from "./complaint.js";
import { listCell, readCsv } from "./csv-file.js";
import { readShape } from "./read-shape.js";
import { readYaml, readYamlList } from "./yaml-file.js";

export interface BaselineWords {
  readonly codebook: Codebook;
  readonly countries: ReadonlySet<string>;
}

/** What an earlier work said, or null for a study that starts from nothing. */
export async function readBaseline(folder: string, files: readonly string[], words: BaselineWords): Promise<Baseline | null> {
  if (!files.some((file) => file.startsWith("baseline/"))) return null;
  const path = (name: string): string => join(folder, "baseline", name);
  const facts = await readYaml(path("baseline.yml"), BaselineFacts);
  checkTableNames(facts);
  const located = await readTables(path, facts);
  checkBaseline(facts, located, words);
  const values = <T>(rows: readonly Located<T>[]): T[] => rows.map((row) => row.value);
  return {
    ...facts.value,
    report: (await readYaml(path("report.yml"), Work)).value,
    works: values(located.works),
    endnotes: values(located.endnotes),
    events: values(located.events),
    claims: values(located.claims),
    statistics: values(located.statistics),
    reserved: values(located.reserved),
    organisations: values(located.organisations),
    officials: values(located.officials),
    terms: values(located.terms),
    inconsistencies: values(located.inconsistencies),
    countryLists: values(located.countryLists),
    facts: values(located.facts),
    contextEvents: values(located.contextEvents),
    recommendations: values(located.recommendations),
    topicRules: values(located.topicRules),
    quantityRules: values(located.quantityRules),
    readings: values(located.readings),
    touches: values(located.touches),
  };
}

async function readTables(path: (name: string) => string, facts: Located<BaselineFacts>): Promise<LocatedBaseline> {
  const rows = <S extends z.ZodType>(table: Table<S>): Promise<Located<z.infer<S>>[]> => readTable(path(table.file), table, facts);
  return {
    works: await rows(TABLES.works),
    endnotes: await rows(TABLES.endnotes),
    events: await rows(TABLES.events),
    claims: await rows(TABLES.claims),
    statistics: await rows(TABLES.statistics),
    reserved: await rows(TABLES.reserved),
    organisations: await rows(TABLES.organisations),
    officials: await rows(TABLES.officials),
    terms: await rows(TABLES.terms),
    inconsistencies: await rows(TABLES.inconsistencies),
    countryLists: await rows(TABLES.countryLists),
    facts: await rows(TABLES.facts),
    contextEvents: await rows(TABLES.contextEvents),
    recommendations: await rows(TABLES.recommendations),
    topicRules: await readYamlList(path("topic-map.yml"), TopicRule),
    quantityRules: await readYamlList(path("quantities.yml"), QuantityRule),
    readings: await readYamlList(path("readings.yml"), RowReading),
    touches: await readYamlList(path("touches.yml"), Touch),
  };
}

async function readTable<S extends z.ZodType>(
  file: string,
  table: Table<S>,
  facts: Located<BaselineFacts>,
): Promise<Located<z.infer<S>>[]> {
  const renamed = facts.value.columns[table.file] ?? {};
  const fields: [string, Column][] = Object.entries(table.fields);
  const own = (column: string): string => renamed[column] ?? column;
  checkRenames(
    table.file,
    renamed,
    fields.map(([, column]) => column.name),
    facts,
  );
  const rows = await readCsv(file, [...fields.map(([, column]) => own(column.name)), ...table.aside]);
  return rows.map((row) => {
    const cells = fields.map(([field, column]) => [field, readCell(row.value[own(column.name)] ?? "", column, row.at(), facts.value)]);
    return { value: readShape(table.schema, Object.fromEntries(cells), () => row.at()), at: row.at };
  });
}

function checkTableNames(facts: Located<BaselineFacts>): void {
  const known: string[] = Object.values(TABLES).map((table) => table.file);
  for (const name of Object.keys(facts.value.columns)) {
    if (!known.includes(name)) throw unknownWord(facts.at("columns", name), "table", name, known, "src/config/baseline-tables.ts");
  }
}

function checkRenames(name: string, renamed: object, columns: readonly string[], facts: Located<BaselineFacts>): void {
  const odd = Object.keys(renamed).find((column) => !columns.includes(column));
  if (odd !== undefined) throw unknownWord(facts.at("columns", name, odd), "column", odd, columns, "src/config/baseline-tables.ts");
}

function readCell(cell: string, column: Column, place: Place, facts: BaselineFacts): unknown {
  switch (column.as) {
    case "text":
      return cell;
    case "list":
      return listCell(cell);
    case "flag":
      return cell !== "";
    case "date":
      return cell === "" ? null : cell;
    case "publisher-kind":
      return facts.publisherKinds[cell] ?? cell;
    case "number":
      return readNumber(cell, column.name, place);
  }
}

function readNumber(cell: string, column: string, place: Place): number {
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value)) throw complaint(place, `column "${column}" holds "${cell}"`, "write a plain number");
  return value;
}
