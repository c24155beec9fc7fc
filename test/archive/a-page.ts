import type { Page } from "../../src/model/index.js";

/** A page as a saved file gives it; change what the test is about. */
export function aPage(changes: Partial<Page> = {}): Page {
  return {
    url: "https://embassy.example/t1.htm",
    urlBasis: "saved-from",
    mediaType: "text/html",
    charset: "utf-8",
    status: null,
    body: Buffer.from("<html><title>会见</title><p>公安部</p></html>"),
    httpBlock: null,
    capturedAt: "2024-03-01T08:00:00Z",
    origin: "t1.htm",
    tool: "longarm-file@1.0.0",
    ...changes,
  };
}

/** A page with the HTTP response that it came in. */
export function anHttpPage(url: string, head: readonly string[], wireBody: Uint8Array, body: Uint8Array = wireBody): Page {
  const httpBlock = Buffer.concat([Buffer.from([...head, "", ""].join("\r\n"), "latin1"), wireBody]);
  return aPage({ url, urlBasis: "fetched", charset: null, status: 200, body, httpBlock });
}
