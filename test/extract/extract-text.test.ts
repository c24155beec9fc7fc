import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { extractors } from "../../src/extract/index.js";
import { readFileSync, readdirSync } from "node:fs";
import { PARAGRAPHS, aPage, extract, newsPage, textOf } from "./a-page.js";

describe("a page of news", () => {
  it("becomes headline and paragraphs, without navigation and related stories", () => {
    const source = textOf(newsPage({ paragraphs: PARAGRAPHS }));
    expect(source.title).toBe("公安部副部长会见老挝客人");
    expect(source.text).toBe(["公安部副部长会见老挝客人", ...PARAGRAPHS].join("\n"));
    expect(source).toMatchObject({ lang: "zh", part: null, captureId: "cap_0123", extractor: "html@1.0.0" });
  });

  it("gives the same text and id each time", () => {
    const html = newsPage({ paragraphs: PARAGRAPHS });
    expect(textOf(html)).toEqual(textOf(html));
  });

  it("loses scripts, comments, forms and what is hidden", () => {
    const hidden = '<script>var a="会见";</script><!-- 会见 --><div style="display: none">看不见</div><form><p>搜索</p></form>';
    expect(textOf(newsPage({ paragraphs: PARAGRAPHS, after: hidden })).text).not.toMatch(/看不见|var a|搜索/);
  });

  it("breaks lines where the page does, and folds blanks within them", () => {
    const source = textOf(
      newsPage({ paragraphs: [`${PARAGRAPHS[0]}<br>${PARAGRAPHS[1]}`, `&#12288;&#12288;${PARAGRAPHS[2]}\n  &nbsp; `] }),
    );
    expect(source.text.split("\n")).toEqual(["公安部副部长会见老挝客人", ...PARAGRAPHS]);
  });

  it("is NFC and holds no control or invisible characters", () => {
    const source = textOf(
      newsPage({
        title: "Cafe\u0301 de Police\u200b",
        paragraphs: [
          "Le ministre de l'Inte\u0301rieur a rec\u0327u une de\u0301le\u0301gation\u0007 chinoise a\u0300 Niamey, mardi dernier.",
        ],
      }),
    );
    expect(source.title).toBe("Café de Police");
    expect(source.text).toContain("l'Intérieur a reçu une délégation chinoise à Niamey");
  });

  it("of which the server says that it is an error is skipped, even with status 200", () => {
    expect(extract(aPage("<html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><p>nginx</p></html>"))).toMatchObject({
      kind: "skipped",
      reason: "not-a-success",
    });
  });

  it.each([
    ["", "empty"],
    ["<html><body><script>app()</script></body></html>", "no-text"],
  ])("without text is skipped with a reason: %j", (html, reason) => {
    expect(extract(aPage(html))).toMatchObject({ kind: "skipped", reason });
  });

  it("of a kind that no extractor reads is skipped", () => {
    expect(extract(aPage("%PDF", { mediaType: "application/pdf" }))).toMatchObject({ kind: "skipped", reason: "unsupported-type" });
  });
});

describe("the headline", () => {
  it.each([
    ["<title>[视频]公安部举行发布会_CCTV节目官网-CCTV-1_央视网(cctv.com)</title>", "", "公安部举行发布会"],
    ["<title>中老警方举行会谈_新闻频道_央视网</title>", "", "中老警方举行会谈"],
    ["<title>Police sign agreement - The Daily Example</title>", "", "Police sign agreement"],
    ["<title>Daily Example | Fiji officers begin course in China</title>", "", "Fiji officers begin course in China"],
    ['<title>某某网</title><meta property="og:title" content="【视频】中斐警务培训班开班">', "", "中斐警务培训班开班"],
    ["<title>首页-新闻-中国警方向塔方捐赠物资-某某网</title>", "中国警方向塔方捐赠物资", "中国警方向塔方捐赠物资"],
    ["", "中国警方向塔方捐赠物资", "中国警方向塔方捐赠物资"],
  ])("is what head and body agree on, without the site's name: %s", (head, h1, title) => {
    const body = `${h1 === "" ? "" : `<h1>${h1}</h1>`}${PARAGRAPHS.map((text) => `<p>${text}</p>`).join("")}`;
    expect(textOf(`<html><head>${head}</head><body>${body}</body></html>`).title).toBe(title);
  });

  it("is the first line where the page names none", () => {
    const source = textOf(PARAGRAPHS.map((text) => `<p>${text}</p>`).join(""));
    expect(source.text.startsWith(`${source.title}\n`)).toBe(true);
    expect(source.title).toBe(PARAGRAPHS[0]);
  });
});

describe("the encoding", () => {
  const html = (label: string, paragraphs: readonly string[] = PARAGRAPHS) =>
    newsPage({ head: `<meta charset="${label}"><title>公安部副部长会见老挝客人</title>`, paragraphs });
  const traditional = [
    "2024年7月10日，中國與匈牙利警務聯合巡邏啟動儀式在布達佩斯舉行。中國公安部派出的8名警員將與匈牙利警察開展聯合巡邏。",
    "匈牙利國家警察總局副局長在儀式上表示，聯合巡邏有助於為遊客提供協助。",
  ];

  it.each([
    ["GBK that says so", iconv.encode(html("gbk"), "gbk"), null],
    [
      "GB18030 that says gb2312",
      iconv.encode(html("gb2312", [...PARAGRAPHS, "二〇二三年，𠮷林、镕、Тоҷикистон等地代表参加了会议，会议讨论了合作问题。"]), "gb18030"),
      null,
    ],
    ["GBK that says UTF-8", iconv.encode(html("utf-8"), "gbk"), null],
    ["UTF-8 that says gb2312", Buffer.from(html("gb2312")), null],
    ["UTF-8 whose server says GBK", Buffer.from(html("utf-8")), "gbk"],
    ["GBK that says nothing", iconv.encode(html("").replace('<meta charset="">', ""), "gbk"), null],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${html("gbk")}`), null],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${html("utf-16")}`, "utf16le"), null],
  ])("is found by decoding, whatever is stated: %s", (_, bytes, charset) => {
    const source = textOf(bytes, { charset });
    expect(source.text).toContain(PARAGRAPHS[2]);
    expect(source.text).not.toContain("\uFFFD");
  });

  it("keeps characters that only the large Chinese encoding has", () => {
    const extra = "二〇二三年，𠮷林和塔吉克斯坦（Тоҷикистон）等地代表参加了会议，会议讨论了合作问题。";
    expect(textOf(iconv.encode(html("gb2312", [...PARAGRAPHS, extra]), "gb18030")).text).toContain(extra);
  });

  it.each(["big5", "gb2312"])("reads Big5 that says %s", (label) => {
    const bytes = iconv.encode(
      `<html><head><meta charset="${label}"><title>中匈警務聯合巡邏啟動</title></head><body>${traditional.map((text) => `<p>${text}</p>`).join("")}</body></html>`,
      "big5",
    );
    const source = textOf(bytes);
    expect(source).toMatchObject({ title: "中匈警務聯合巡邏啟動", lang: "zh-Hant" });
    expect(source.text).toContain(traditional[1]);
  });

  it("leaves Latin-1 and Cyrillic pages to what they state", () => {
    const french = "Le ministre de l'Intérieur a reçu à Niamey une délégation de la police chinoise, où il a été question de coopération.";
    expect(
      textOf(
        iconv.encode(newsPage({ head: '<meta charset="iso-8859-1">', title: "Coopération", paragraphs: [french] }), "latin1").subarray(0),
      ).text,
    ).toContain("où il a été question");
    const russian =
      "Министр внутренних дел принял в Душанбе делегацию министерства общественной безопасности Китая и обсудил сотрудничество.";
    expect(
      textOf(iconv.encode(`<meta charset="windows-1251"><title>Встреча</title><p>${russian}</p><p>${russian}</p>`, "win1251")).text,
    ).toContain(russian);
  });
});

describe("the date of publication", () => {
  it.each([
    ['<meta property="article:published_time" content="2024-03-01T08:00:00+08:00">', "", "https://a.example/", "2024-03-01", "metadata"],
    ['<meta name="PubDate" content="2024/3/1 08:00">', "", "https://a.example/", "2024-03-01", "metadata"],
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-11-05"}</script>',
      "",
      "https://a.example/",
      "2022-11-05",
      "metadata",
    ],
    ["", "", "http://a.example/chn/sgxw/202305/t20230517_2001.htm", "2023-05-17", "address"],
    ["", "", "https://a.example/2024/03/01/ARTI1.shtml", "2024-03-01", "address"],
    ["", "<time datetime='2019-11-20'>yesterday</time>", "https://a.example/", "2019-11-20", "metadata"],
    ["", "来源：使馆　更新时间：2024年03月01日 19:33", "https://a.example/", "2024-03-01", "page"],
    ["", "Published: 5 September 2024", "https://a.example/", "2024-09-05", "page"],
    ["", "September 5th, 2024", "https://a.example/", "2024-09-05", "page"],
    ["", "二〇二四年十二月二十一日", "https://a.example/", "2024-12-21", "page"],
    ["<script>var fdate='2024/03/01 19:33:03';</script>", "", "https://a.example/", "2024-03-01", "metadata"],
    ["", "", "https://a.example/", null, "none"],
    ["", "2024-02-31", "https://a.example/", null, "none"],
  ])("is read from %s%s%s", (head, info, url, published, publishedBasis) => {
    const paragraphs = PARAGRAPHS.map((text) => text.replace("2023年5月16日", "日前"));
    expect(textOf(newsPage({ head, info, paragraphs }), { url })).toMatchObject({ published, publishedBasis });
  });
});

describe("the language", () => {
  it.each([
    ["The Minister of Security met with a delegation of the Ministry of Public Security of China in Buenos Aires on Monday.", "en"],
    ["El ministro de Seguridad se reunió con una delegación del Ministerio de Seguridad Pública de China en Buenos Aires.", "es"],
    ["Министр внутренних дел провёл переговоры с делегацией Министерства общественной безопасности Китая.", "ru"],
    ["双方就打击跨国犯罪交换意见。", "zh"],
    ["雙方就打擊跨國犯罪交換意見。", "zh-Hant"],
    ["双方は国境を越えた犯罪の取り締まりについて意見を交換しました。", "ja"],
    ["양측은 초국가적 범죄 단속에 대해 의견을 교환했다.", "ko"],
    ["12", "und"],
  ])("of %j is %s", (text, lang) => {
    const body = JSON.stringify({ id: "a", text });
    expect(textOf(body, { mediaType: "application/x-longarm-text+json" }).lang).toBe(lang);
  });
});

describe("a text line", () => {
  it("keeps its text to the letter, title on the first line", () => {
    const body = JSON.stringify({ id: "sd1", title: "标题", text: "第一段\n\n  第二段 ", published: "2024-03", lang: "zh" });
    const source = textOf(body, { mediaType: "application/x-longarm-text+json" });
    expect(source).toMatchObject({
      part: "sd1",
      text: "标题\n第一段\n\n  第二段 ",
      published: "2024-03",
      publishedBasis: "stated",
      lang: "zh",
    });
  });

  it("without a title begins with an empty line, so that offsets stay those of title and text", () => {
    expect(textOf('{"id":"a","text":"x"}', { mediaType: "application/x-longarm-text+json" }).text).toBe("\nx");
  });

  it("without any text is skipped as empty, and one that is none as no page", () => {
    expect(extract(aPage('{"id":"a","text":" "}', { mediaType: "application/x-longarm-text+json" }))).toMatchObject({
      kind: "skipped",
      reason: "empty",
    });
    expect(extract(aPage("[]", { mediaType: "application/x-longarm-text+json" }))).toMatchObject({ kind: "skipped", reason: "not-a-page" });
  });
});

describe("hostile input", () => {
  const RUNNER_MS = 40_000; // the runner ends what hangs; without the limits some of these took longer
  const hostile: readonly (readonly [string, string])[] = [
    ["100,000 nested divisions", `${"<div>".repeat(100_000)}${PARAGRAPHS[0]}`],
    ["100,000 nested lists with paragraphs", `${"<ul><li><p>".repeat(100_000)}x`],
    ["50,000 unclosed fonts of different sizes", `${Array.from({ length: 50_000 }, (_, n) => `<font size=${n}><p>字`).join("")}`],
    ["a table in a table in a table", `${"<table><tr><td>".repeat(20_000)}x`],
    ["a megabyte without a space", `<p>${"a".repeat(1_000_000)}</p>`],
    ["a megabyte of opening brackets", "<".repeat(1_000_000)],
    ["an attribute without end", `<div class="${"x ".repeat(500_000)}`],
    ["100,000 meta tags", '<meta name="x" content="y">'.repeat(100_000)],
    ["200,000 separators in the title", `<title>${"_ - | ".repeat(200_000)}</title><p>${PARAGRAPHS[0]}</p>`],
    ["digits that may be dates", `<p>${"2024年1月".repeat(100_000)}</p>`],
  ];
  it.each(hostile)(
    "ends in a text or a reason: %s",
    (_, html) => {
      expect(["text", "skipped"]).toContain(extract(aPage(html)).kind);
    },
    RUNNER_MS,
  );

  it("of any bytes gives a text or a reason, never an error", () => {
    const kinds = fc.constantFrom(...["text/html", "text/plain", "application/x-longarm-text+json"]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), kinds, (bytes, mediaType) => {
        const result = extract(aPage(bytes, { mediaType }));
        expect(result.kind === "text" ? result.source.text.startsWith(`${result.source.title}\n`) : result.detail !== "").toBe(true);
      }),
      { numRuns: 300, seed: 11 },
    );
  });
});

describe("the registry", () => {
  it("holds extractors with names of their own and versions", () => {
    expect(new Set(extractors.map(({ name }) => name)).size).toBe(extractors.length);
    for (const { version } of extractors) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("the sample pages", () => {
  const folder = new URL("../../samples/pages/", import.meta.url);
  const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
  it.each(pages)("%s is read with headline, day and language, and its notice is on the page", (name) => {
    const bytes = readFileSync(new URL(name, folder));
    const source = textOf(bytes, { url: "https://page.longarm.example/" });
    expect(source.title.length).toBeGreaterThan(8);
    expect(source.published).toMatch(/^202[2-5]-\d\d-\d\d$/);
    expect(source.lang).toBe(name.includes("big5") ? "zh-Hant" : name.endsWith("-en.html") ? "en" : "zh");
    expect(source.text).not.toMatch(/\uFFFD|相关新闻|相關新聞|推荐阅读|Read more/);
    expect(bytes.includes("This page was invented for demonstration.")).toBe(true);
  });
});

describe("a short text in a large frame", () => {
  it("is kept without byline, labels and the repeated headline", () => {
    const title = "应邀 古巴客人将访华";
    const html = `<html><head><title>[视频]${title}_某台_某网</title></head><body><div class="all"><div class="tit">[视频]${title}</div>
<div class="bar"><span>来源 : 某网</span> <span>2022-11-21 19:17</span></div><div class="p"><div>[视频]${title}</div><div>简介</div>
<div>来源：某网 更新时间：2022年11月21日 19:17</div></div><div id="content_area"><p>某网消息：应邀，古巴客人将于11月24日至26日访华，并同公安部负责人会谈。</p></div></div></body></html>`;
    expect(textOf(html)).toMatchObject({
      text: `${title}\n某网消息：应邀，古巴客人将于11月24日至26日访华，并同公安部负责人会谈。`,
      published: "2022-11-21",
    });
  });
});
