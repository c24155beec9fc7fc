import { readFileSync } from "node:fs";

const { name, version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  name: string;
  version: string;
}; // our own file

/** This program, as it signs what it makes: `name@version`. */
export const PROGRAM = { name, version, label: `${name}@${version}` } as const;
