import { extractText, type ExtractResult } from "../../src/extract/index.js";
import { CaptureId, type Page, type SourceText } from "../../src/model/index.js";

/** A captured page of these bytes; change what the test is about. */
export function aPage(body: Uint8Array | string, changes: Partial<Page> = {}): Page {
  return {
    url: "https://page.example/",
    urlBasis: "stated",
    mediaType: "text/html",
    charset: null,
    status: null,
    body: typeof body === "string" ? Buffer.from(body) : body,
    httpBlock: null,
    capturedAt: null,
    origin: "page.html",
    tool: "test@1.0.0",
    ...changes,
  };
}

export function extract(page: Page): ExtractResult {
  return extractText(page, { id: CaptureId.parse("cap_0123"), url: page.url });
}

/** The text of a page that has one. */
export function textOf(body: Uint8Array | string, changes: Partial<Page> = {}): SourceText {
  const result = extract(aPage(body, changes));
  if (result.kind !== "text") throw new Error(`a text was expected: ${result.reason}, ${result.detail}`);
  return result.source;
}

/** A page of news as sites lay it out: navigation before, related stories behind. */
export function newsPage(parts: { head?: string; title?: string; info?: string; paragraphs: readonly string[]; after?: string }): string {
  const { head = "", title = "公安部副部长会见老挝客人", info = "", paragraphs, after = "" } = parts;
  return `<!doctype html><html><head>${head}</head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/xw">新闻</a></li><li><a href="/fw">办事服务</a></li></ul>
<div class="main"><h1>${title}</h1><div class="info">${info}</div><div class="content">${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</div>${after}</div>
<div class="related"><h3>相关新闻</h3><ul><li><a href="/1">公安部部长会见塞尔维亚内务部部长</a></li><li><a href="/2">中塔两国签署警务合作协议</a></li></ul></div>
<div class="foot">版权所有 京ICP备00000000号</div></body></html>`;
}

export const PARAGRAPHS = [
  "2023年5月16日，正在老挝访问的公安部副部长在万象会见老挝公安部部长。双方就深化中老执法安全合作、打击跨境电信网络诈骗和毒品犯罪交换意见。",
  "公安部副部长表示，近年来两国执法部门合作成效显著，中方愿同老方进一步完善合作机制，切实保护在老中国公民和企业的安全。",
  "老挝公安部部长表示，愿同中方加强情报交流和案件协查，共同维护边境地区安全稳定。",
] as const;
