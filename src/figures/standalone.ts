import { Bug } from "../model/index.js";
import { LIGHT } from "./palette.js";
import { element, escapeXml, fixed, textElement } from "./svg.js";
import { wrapText } from "./text-width.js";

export interface StandaloneText {
  /** The finding, written above the drawing. */
  readonly title: string;
  /** Source, edition and boundary note, written below it. */
  readonly source: string;
  /** Where relative links lead. Without it the links are taken out: a relative link in a downloaded file leads nowhere. */
  readonly baseUrl?: string;
}

const MARGIN = 24;
/** A small drawing gets a page on which its words still have lines. */
const LEAST_WIDTH = 480;
const TITLE = { size: 22, line: 28 } as const;
const SOURCE = { size: 13, line: 18 } as const;

/** The drawing as a file of its own: colours written out (light theme), white ground, finding on top, source below. */
export function standaloneSvg(svg: string, text: StandaloneText): string {
  const size = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  const [width, height] = [Number(size?.[1]), Number(size?.[2])];
  if (!(width > 0 && height > 0)) throw new Bug("standaloneSvg wants a drawing of this folder, which begins with <svg ... width height>");
  const column = Math.max(width, LEAST_WIDTH);
  const titles = wrapText(text.title, column, TITLE.size, 600);
  const sources = wrapText(text.source, column, SOURCE.size);
  const top = MARGIN + titles.length * TITLE.line + 8;
  const total = { width: column + 2 * MARGIN, height: top + height + 16 + sources.length * SOURCE.line + MARGIN };
  const head = titles.map((line, index) => textElement(line, MARGIN, MARGIN + 20 + index * TITLE.line, { size: TITLE.size, weight: 600 }));
  const foot = sources.map((line, index) =>
    textElement(line, MARGIN, top + height + 28 + index * SOURCE.line, { size: SOURCE.size, fill: LIGHT["ink-2"] }),
  );
  const inner = withoutTheme(withLinks(svg, text.baseUrl)).replace("<svg ", `<svg x="${MARGIN}" y="${fixed(top)}" `);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${fixed(total.width)} ${fixed(total.height)}`,
      width: total.width,
      height: total.height,
      "font-family": LIGHT.sans,
      fill: LIGHT.ink,
    },
    element("rect", { width: total.width, height: total.height, fill: "#ffffff" }),
    element("g", { "font-family": LIGHT.serif }, ...head),
    inner,
    ...foot,
  );
}

/** `var(--token, value)` becomes `value`: most programs but browsers know no custom properties. */
function withoutTheme(svg: string): string {
  return svg.replace(/var\(--[\w-]+, ([^()]*)\)/g, "$1");
}

function withLinks(svg: string, baseUrl: string | undefined): string {
  if (baseUrl === undefined) return svg.replace(/<a [^>]*>/g, "<g>").replaceAll("</a>", "</g>");
  return svg.replace(/(<a href=")([^"]*)"/g, (_, before: string, href: string) => {
    const address = href.replace(/&#(\d+);/g, (__, code: string) => String.fromCharCode(Number(code)));
    return `${before}${escapeXml(new URL(address, baseUrl).href)}"`;
  });
}
