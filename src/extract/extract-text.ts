import { deriveId } from "../effects/index.js";
import { Bug, SourceText, TextId, type Capture, type Page, type SkipReason } from "../model/index.js";
import { extractors } from "./registry.js";

export type ExtractResult =
  | { readonly kind: "text"; readonly source: SourceText }
  | { readonly kind: "skipped"; readonly reason: SkipReason; readonly detail: string };

/** The text of one captured page, normalised once: every later offset refers to it. The same page gives the same text and id. */
export function extractText(page: Page, capture: Pick<Capture, "id" | "url">): ExtractResult {
  if (page.body.length === 0) return { kind: "skipped", reason: "empty", detail: `${page.origin}: no bytes` };
  const extractor = extractors.find((candidate) => candidate.accepts(page.mediaType));
  if (!extractor) return { kind: "skipped", reason: "unsupported-type", detail: `${page.origin}: no extractor reads ${page.mediaType}` };
  const result = extractor.extract(page, capture.url);
  if (result.kind === "skipped") return result;
  const { part, title, body, lang, published, publishedBasis } = result.text;
  const label = `${extractor.name}@${extractor.version}`;
  const id = TextId.parse(deriveId("txt", capture.id, part ?? "", label));
  const text = `${title}\n${body}`;
  const source = { id, captureId: capture.id, part, url: capture.url, title, text, lang, published, publishedBasis, extractor: label };
  const checked = SourceText.safeParse(source);
  if (!checked.success) throw new Bug(`${page.origin}: the extracted text is not well-formed: ${checked.error.issues[0]?.message ?? ""}`);
  return { kind: "text", source: checked.data };
}
