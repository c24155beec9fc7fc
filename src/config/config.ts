import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { exists } from "../effects/index.js";
import { ConfigError } from "../model/index.js";
import { shownPath, type Place } from "./complaint.js";
import { readShape } from "./read-shape.js";
import { readYaml } from "./yaml-file.js";

/** The file that makes a folder a workspace. */
export const WORKSPACE_FILE = "longarm.yml";

/** Every setting, once: schema, default (none where the file must say it), environment name, one sentence. */
export const CONFIG_FIELDS = {
  study: {
    schema: z.string().min(1),
    environment: "LONGARM_STUDY",
    meaning: "Name of a shipped study, or the path of a study's folder as seen from the workspace.",
  },
  databaseUrl: {
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .nullable(),
    fallback: null,
    environment: "LONGARM_DATABASE_URL",
    meaning: "PostgreSQL server that several machines share; without it the ledger is one SQLite file in the workspace.",
  },
  maxPageBytes: {
    schema: z.int().min(1024),
    fallback: 20_000_000,
    environment: "LONGARM_MAX_PAGE_BYTES",
    meaning: "Pages with more bytes than this are skipped and counted as too large.",
  },
  contact: {
    schema: z.string().min(1).nullable(),
    fallback: null,
    environment: "LONGARM_CONTACT",
    meaning: "Address for corrections and removals, printed on every page and sent to the sites that are visited.",
  },
  reviewer: {
    schema: z.string().min(1).nullable(),
    fallback: null,
    environment: "LONGARM_REVIEWER",
    meaning: "Name that stands under the decisions made in this workspace.",
  },
} as const;

const { study, databaseUrl, maxPageBytes, contact, reviewer } = CONFIG_FIELDS;
/** As written: everything may be absent. */
const ConfigSpec = z.strictObject({
  study: study.schema.optional(),
  databaseUrl: databaseUrl.schema.optional(),
  maxPageBytes: maxPageBytes.schema.optional(),
  contact: contact.schema.optional(),
  reviewer: reviewer.schema.optional(),
});
type ConfigSpec = z.infer<typeof ConfigSpec>;
/** As used: nothing is absent. */
const Settings = z.strictObject({
  study: study.schema,
  databaseUrl: databaseUrl.schema.default(databaseUrl.fallback),
  maxPageBytes: maxPageBytes.schema.default(maxPageBytes.fallback),
  contact: contact.schema.default(contact.fallback),
  reviewer: reviewer.schema.default(reviewer.fallback),
});

/** The settings of one workspace; nothing is optional any more. */
export type Config = { readonly folder: string } & Readonly<z.infer<typeof Settings>>;

/** Variables of the environment, as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of the workspace in `folder`: the environment goes before `longarm.yml`, which goes before the defaults. */
export async function loadConfig(folder: string, environment: Environment = process.env): Promise<Config> {
  const file = join(folder, WORKSPACE_FILE);
  if (!(await exists(file))) {
    throw new ConfigError(`${shownPath(folder)} is no workspace: it holds no ${WORKSPACE_FILE}; make one with longarm init`);
  }
  const written = await readYaml(file, ConfigSpec);
  const stated = readEnvironment(environment);
  const settings = readShape(Settings, { ...written.value, ...stated }, (path) => written.at(...path));
  return { folder, ...settings };
}

function readEnvironment(environment: Environment): ConfigSpec {
  const stated = Object.entries(CONFIG_FIELDS).flatMap(([name, field]) => {
    const value = environment[field.environment];
    return value === undefined || value === "" ? [] : [[name, numberOrText(value)] as const];
  });
  const variable = (name: string | number | undefined): string =>
    Object.entries(CONFIG_FIELDS).find(([field]) => field === name)?.[1].environment ?? "LONGARM_*";
  return readShape(ConfigSpec, Object.fromEntries(stated), (path): Place => ({
    file: `environment variable ${variable(path[0])}`,
    line: null,
  }));
}

function numberOrText(stated: string): string | number {
  return /^\d+$/.test(stated) ? Number(stated) : stated;
}

/** The nearest folder from `start` upwards that is a workspace. */
export async function findWorkspace(start: string): Promise<string> {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (await exists(join(folder, WORKSPACE_FILE))) return folder;
    if (folder === dirname(folder)) break;
  }
  throw new ConfigError(
    `no ${WORKSPACE_FILE} in ${shownPath(resolve(start)) || "."} or above it; make a workspace with longarm init, or name one with --workspace`,
  );
}
