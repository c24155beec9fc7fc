// Writes pages/16-two-pages.warc.gz: two invented pages as a crawler would have recorded them. Run: npx tsx samples/make-warc.ts
// The same bytes come out each time: fixed clock, record ids derived from content.
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Archive } from "../src/archive/index.js";
import { fixedClock, stderrLog } from "../src/effects/index.js";
import type { Page } from "../src/model/index.js";

const TARGET = fileURLToPath(new URL("pages/16-two-pages.warc.gz", import.meta.url));
const NOTICE = "This page was invented for demonstration. Nothing told on it happened. 本页为演示而虚构，所述之事并未发生。";

const thailand = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Thailand and China agree on work plan against scam compounds | Bangkok Observer (sample)</title>
<meta property="article:published_time" content="2024-11-27T09:30:00+07:00"></head>
<body>
<aside class="notice">${NOTICE}</aside>
<nav><ul><li><a href="/">Home</a></li><li><a href="/crime">Crime</a></li><li><a href="/travel">Travel</a></li></ul></nav>
<article>
<h1>Thailand and China agree on work plan against scam compounds</h1>
<p class="date">27 November 2024</p>
<p>The Deputy Commissioner-General of the Royal Thai Police met with China's Assistant Minister of Public Security in Bangkok on 26 November 2024.</p>
<p>They discussed joint action against telephone fraud and human trafficking along the borders. Police of both countries will exchange lists of suspects every month.</p>
<p>The Royal Thai Police said that the work plan would be put before the cabinet in January.</p>
</article>
<div class="related"><h2>Read more</h2><ul><li><a href="/1">Airport adds night buses</a></li><li><a href="/2">Rain forecast for the weekend</a></li></ul></div>
</body></html>
`;

const laos = `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>老挝禁毒执法人员培训班在昆明结业_示例警察学院</title></head>
<body>
<div class="notice">${NOTICE}</div>
<div class="nav"><a href="/">首页</a> <a href="/xwzx/">新闻中心</a> <a href="/jyjx/">教育教学</a></div>
<div class="article">
<h1>老挝禁毒执法人员培训班在昆明结业</h1>
<div class="info">发布时间：2025-07-05　来源：示例警察学院</div>
<div class="content">
<p>7月4日，由公安部主办、示例警察学院承办的老挝禁毒执法人员培训班在昆明举行结业式。来自老挝公安部禁毒局的30名学员完成全部课程并获颁结业证书。</p>
<p>培训班为期两周，围绕毒品检验、情报研判、边境查缉等内容授课，并组织学员到边境检查站观摩。</p>
<p>公安部禁毒局有关负责人在结业式上表示，希望学员把所学运用到实际工作中，共同维护湄公河流域安全稳定。</p>
</div>
</div>
<div class="related"><h3>相关新闻</h3><ul><li><a href="/1">学院召开年度工作会议</a></li><li><a href="/2">夏季运动会开幕</a></li></ul></div>
</body></html>
`;

function recorded(url: string, html: string, capturedAt: string): Page {
  const body = Buffer.from(html, "utf8");
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n`;
  const httpBlock = Buffer.concat([Buffer.from(head), body]);
  const known = { urlBasis: "fetched", mediaType: "text/html", charset: "utf-8", status: 200, origin: "samples/make-warc.ts", tool: "make-warc@1.0.0" } as const;
  return { ...known, url, body, httpBlock, capturedAt };
}

const folder = await mkdtemp(join(tmpdir(), "longarm-sample-"));
try {
  const archive = await Archive.open(folder, { clock: fixedClock("2025-07-06T00:00:00Z"), log: stderrLog() });
  await archive.append([
    recorded("https://bangkok-observer.longarm.example/news/2024/11/27/work-plan", thailand, "2024-11-28T02:00:00Z"),
    recorded("https://college.longarm.example/xwzx/202507/t20250705_204.html", laos, "2025-07-06T00:00:00Z"),
  ]);
  const [file] = await readdir(folder);
  if (file === undefined) throw new Error("no file was written");
  await copyFile(join(folder, file), TARGET);
} finally {
  await rm(folder, { recursive: true });
}
