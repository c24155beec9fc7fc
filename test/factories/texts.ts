import { deriveId, digestOf } from "../../src/effects/index.js";
import { Capture, Source, SourceText, Work } from "../../src/model/index.js";
import type { z } from "zod";

/** A page that was handed in and archived. */
export function aCapture(over: Partial<z.input<typeof Capture>> = {}): Capture {
  const url = over.url ?? "https://news.example/2024/06/item.html";
  return Capture.parse({
    id: deriveId("cap", url),
    url,
    urlBasis: "fetched",
    sourceId: "src_example",
    status: 200,
    mediaType: "text/html",
    sizeBytes: 1000,
    payloadDigest: digestOf(url),
    capturedAt: "2024-06-20T08:00:00Z",
    tool: "reader@0.0.0",
    warc: { file: "example.warc.gz", offset: 0, length: 500, recordId: "<urn:uuid:00000000-0000-4000-8000-000000000000>" },
    ...over,
  });
}

/** The text of one capture. `body` follows the title on a line of its own, as in every `SourceText`. */
export function aText(over: Partial<z.input<typeof SourceText>> & { readonly body?: string } = {}): SourceText {
  const { body, ...rest } = over;
  const title = rest.title ?? "Minister meets police chief";
  const text = rest.text ?? `${title}\n${body ?? "On 14 June 2024 the minister met the police chief of Myanmar in Beijing."}`;
  const url = rest.url ?? "https://news.example/2024/06/item.html";
  return SourceText.parse({
    id: deriveId("txt", url, text),
    captureId: deriveId("cap", url),
    part: null,
    url,
    title,
    text,
    lang: "en",
    published: "2024-06-15",
    publishedBasis: "metadata",
    extractor: "readability@0.0.0",
    ...rest,
  });
}

export function aSource(over: Partial<z.input<typeof Source>> = {}): Source {
  return Source.parse({ id: "src_example", name: "Example News", publisherKind: "press", hosts: ["news.example"], ...over });
}

export function aWork(over: Partial<z.input<typeof Work>> = {}): Work {
  return Work.parse({
    id: "S001",
    author: "",
    publisher: "Example News",
    publisherKind: "press",
    titleOriginal: "",
    titleEnglish: "Minister meets police chief",
    lang: "en",
    published: "2024-06-15",
    url: "https://news.example/2024/06/item.html",
    archivedUrl: "",
    accessed: "",
    country: "",
    protectedPerson: false,
    note: "",
    ...over,
  });
}
