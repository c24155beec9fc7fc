import { fileURLToPath } from "node:url";
import { codeText, makeRuleCoder, type CodedText, type RuleCoder } from "../../src/coding/index.js";
import { loadStudy } from "../../src/config/index.js";
import type { Finding } from "../../src/model/index.js";
import { aText } from "../factories/index.js";

/** The coder of the shipped study: its lexicon is what these tests are about. */
export async function mpsCoder(): Promise<RuleCoder> {
  return makeRuleCoder(await loadStudy(fileURLToPath(new URL("../../studies/mps", import.meta.url))));
}

/** Codes a text of one or more lines, without a title. */
export function code(coder: RuleCoder, text: string, over: { lang?: string; published?: string | null; title?: string } = {}): CodedText {
  const { title = "", published = "2024-09-10", lang = /\p{Script=Han}/u.test(text) ? "zh" : "en" } = over;
  return codeText(aText({ title, text: title === "" ? text : `${title}\n${text}`, lang, published }), coder);
}

/** Findings as short lines: category, date, countries. */
export function outline(coded: CodedText): string[] {
  return coded.findings.map(({ fields }) => [fields.category, fields.date ?? "?", fields.countries.join(",")].join(" "));
}

/** The quotes of one field. */
export function quotes(finding: Finding | undefined, field: string): string[] {
  return (finding?.evidence ?? []).flatMap((item) => (item.field === field && item.evidence.kind === "span" ? [item.evidence.quote] : []));
}
