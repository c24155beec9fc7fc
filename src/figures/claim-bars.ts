import { footingBox, stripeDefs, type Box, type FootingKind } from "./footing.js";
import { paint } from "./palette.js";
import { element, figureSvg, fixed, linked, textElement } from "./svg.js";
import { textWidth, wrapText } from "./text-width.js";

export type ClaimOperator = "=" | ">" | ">=" | "<" | "<=" | "about";

export interface ClaimRecord {
  readonly value: number;
  readonly label: string;
  readonly footing: FootingKind;
  readonly href?: string;
}

export interface ClaimBarsInput {
  readonly idPrefix: string;
  readonly title: string;
  readonly desc?: string;
  readonly claim: { readonly value: number; readonly operator: ClaimOperator; readonly label: string; readonly href?: string };
  /** Same unit as the claim. Largest first or not: they are drawn largest first, so that none hides another. */
  readonly records: readonly ClaimRecord[];
  readonly unit: string;
  /** Why there can be no bar: "the claim counts officers, the record counts courses". */
  readonly noBar?: string;
  readonly width?: number;
}

const BAR = 34;
const TIP = 17;
const LINE = 18;
const SIGNS: Readonly<Record<ClaimOperator, string>> = { "=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", about: "about " };

/** The figure with its operator and a thousands comma: "≥ 114", "> 60", "20,000". */
export function claimFigure(operator: ClaimOperator, value: number): string {
  return `${SIGNS[operator]}${value.toLocaleString("en-GB", { maximumFractionDigits: 2 })}`;
}

/** A dashed bar for what is claimed, what is on record inside it, and a list of both. No gauge and no grade. */
export function drawClaimBars(input: ClaimBarsInput): string {
  const width = input.width ?? 780;
  const reason = input.noBar === undefined ? [] : wrapText(`No bar: ${input.noBar}`, width - 16, 13);
  const barHeight = Math.max(BAR, reason.length * 16 + 8);
  const list = listOf(input, width, barHeight + 6);
  const bar = input.noBar === undefined ? drawBar(input, width) : drawNoBar(reason, width, barHeight);
  const words = input.desc ?? [claimWords(input), ...input.records.map((record) => `${record.value} ${record.label}`)].join("; ");
  const frame = { idPrefix: input.idPrefix, width, height: list.bottom, title: input.title, desc: words };
  return figureSvg(frame, stripeDefs(input.idPrefix), bar + list.body);
}

function claimWords(input: ClaimBarsInput): string {
  const note = input.noBar === undefined ? "" : ` (no bar: ${input.noBar})`;
  return `${claimFigure(input.claim.operator, input.claim.value)} ${input.unit}: ${input.claim.label}${note}`;
}

function isOpen(operator: ClaimOperator): boolean {
  return operator === ">" || operator === ">=";
}

/** The claim takes 94% of the width, or less where a record is larger than the claim. */
function drawBar(input: ClaimBarsInput, width: number): string {
  const most = Math.max(input.claim.value, ...input.records.map((record) => record.value), 1e-9);
  const scale = (width * 0.94) / most;
  const claim = linked(
    { href: input.claim.href, title: claimWords(input) },
    claimOutline(input.claim.value * scale, isOpen(input.claim.operator)),
  );
  const records = [...input.records].sort((a, b) => b.value - a.value);
  const boxes = records.map((record) => {
    const box: Box = { x: 0, y: 8, width: Math.max(1.5, record.value * scale), height: BAR - 16 };
    const ground = element("rect", { ...box, fill: paint("paper") });
    return linked({ href: record.href, title: `${record.value} ${record.label}` }, ground, footingBox(record.footing, box, input.idPrefix));
  });
  return claim + boxes.join("");
}

function claimOutline(width: number, open: boolean): string {
  const [top, bottom, right] = [0.75, BAR - 0.75, Math.max(2, width)];
  const end = open ? `L${fixed(right + TIP)} ${fixed(BAR / 2)}L${fixed(right)} ${bottom}` : `V${bottom}`;
  const close = "H.75V.75";
  return element("path", {
    d: `M.75 ${top}H${fixed(right)}${end}${close}`,
    fill: paint("paper"),
    stroke: paint("ink-3"),
    "stroke-width": 1.5,
    "stroke-dasharray": "4 3",
  });
}

function drawNoBar(lines: readonly string[], width: number, height: number): string {
  const box = element("rect", {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    fill: "none",
    stroke: paint("rule-2"),
    "stroke-dasharray": "1 2",
  });
  const first = height / 2 + 4.5 - (lines.length - 1) * 8;
  const words = lines.map((line, row) =>
    textElement(line, width / 2, first + row * 16, { size: 13, fill: paint("ink-2"), anchor: "middle" }),
  );
  return box + words.join("");
}

interface ListLine {
  readonly figure: string;
  readonly label: string;
  readonly swatch: string;
}

/** Figure, swatch, words: the claim first, then the records as given. */
function listOf(input: ClaimBarsInput, width: number, top: number): { body: string; bottom: number } {
  const lines: ListLine[] = [
    { figure: claimFigure(input.claim.operator, input.claim.value), label: input.claim.label, swatch: "claim" },
    ...input.records.map((record) => ({ figure: claimFigure("=", record.value), label: record.label, swatch: record.footing })),
  ];
  const figures = Math.max(...lines.map((line) => textWidth(line.figure, 15, 600)));
  const textX = figures + (input.noBar === undefined ? 40 : 12);
  let y = top;
  const parts = lines.map((line, index) => {
    const wrapped = wrapText(line.label, width - textX, 13);
    const figure = textElement(line.figure, figures, y + 15, { size: 15, weight: 600, anchor: "end" });
    const swatch = input.noBar === undefined ? swatchOf(index === 0 ? "dashed" : line.swatch, figures + 10, y + 4, input.idPrefix) : "";
    const words = wrapped.map((text, row) => textElement(text, textX, y + 15 + row * LINE, { size: 13, fill: paint("ink-2") })).join("");
    y += wrapped.length * LINE + 4;
    return figure + swatch + words;
  });
  return { body: parts.join(""), bottom: y + 2 };
}

function swatchOf(kind: string, x: number, y: number, idPrefix: string): string {
  const box = { x, y: y + 1, width: 18, height: 11 };
  if (kind === "archived" || kind === "citation" || kind === "claim") return footingBox(kind, box, idPrefix);
  return element("rect", {
    x: x + 0.75,
    y: y + 1.75,
    width: 16.5,
    height: 9.5,
    fill: "none",
    stroke: paint("ink-3"),
    "stroke-width": 1.5,
    "stroke-dasharray": "3 2",
  });
}
