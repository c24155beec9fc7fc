import { findStudy, loadStudy } from "../src/config/index.js";
import type { Code, MeasureSpec, Source, Study } from "../src/model/index.js";

const MADE = "<!-- Made from the study's files by `npm run docs`. -->\n";

/** The reference pages that follow from a shipped study's data, by file name. */
export async function studyPages(name = "mps"): Promise<Record<string, string>> {
  const study = await loadStudy(await findStudy(name));
  return { "codebook.md": codebookPage(study), "sources.md": sourcesPage(study), "measures.md": measuresPage(study) };
}

function codebookPage({ codebook, places, title }: Study): string {
  const sections: readonly [string, readonly Code[]][] = [
    ["Categories", codebook.categories],
    ["Topics", codebook.topics],
    ["Kinds of agreement", codebook.agreementKinds],
    ["Statuses", codebook.statuses],
    ["How firmly a source speaks", codebook.confidences],
    ["Reasons to reject a finding", codebook.rejectReasons],
  ];
  const text = sections.map(([head, codes]) => `## ${head}\n\n${codes.map(codeSection).join("\n")}`).join("\n");
  return `# Codebook ${codebook.version}: ${title}\n\n${MADE}\nExamples are invented. Regions: ${places.rule}\n\n${text}`;
}

function codeSection(code: Code): string {
  const native = [code.native, code.romanised].filter((word) => word !== null).join(", ");
  const term = native === "" ? "" : ` (${native})`;
  const rows = [`Counts: ${code.include}`, `Does not: ${code.exclude}`, `Example: ${code.example}`];
  return `### ${code.label}${term}\n\n\`${code.code}\`. ${code.definition}\n\n${rows.map((row) => `- ${row}\n`).join("")}`;
}

function sourcesPage({ sources, title }: Study): string {
  const rows = [...sources].sort((a, b) => (a.publisherKind + a.name < b.publisherKind + b.name ? -1 : 1)).map(sourceRow);
  return `# Register of sources: ${title}\n\n${MADE}\nA page belongs to the source whose host is the longest suffix of its own.\n\n| source | kind | country | languages | hosts |\n|---|---|---|---|---|\n${rows.join("")}`;
}

function sourceRow(source: Source): string {
  const name = source.nameNative === null ? source.name : `${source.name} ${source.nameNative}`;
  return `| ${name} | ${source.publisherKind} | ${source.country ?? ""} | ${source.languages.join(", ")} | ${source.hosts.join(", ")} |\n`;
}

function measuresPage({ measures, title }: Study): string {
  const head = "| measure | what it counts | compared with |\n|---|---|---|\n";
  return `# Measures: ${title}\n\n${MADE}\nNumbers of the form P001 are published statistics of the cited report, I01 its known inconsistencies, C001 claims.\n\n${head}${measures.map(measureRow).join("")}`;
}

function measureRow(measure: MeasureSpec): string {
  const beside = [...measure.references, ...measure.inconsistencies, ...measure.claims].join(", ");
  return `| \`${measure.id}\` | ${measure.title}. ${measure.definition} | ${beside} |\n`;
}
