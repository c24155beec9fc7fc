/** Advance widths of Source Sans 3, weights 400 and 600, in thousandths of the size, for U+0020 to U+007E (measured in Chromium). */
const REGULAR =
  "200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497 249 249 497 497 497 425 847 543 588 571 615 527 494 617 652 263 479 579 486 727 647 664 566 664 569 534 536 645 515 786 513 476 539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829 547 542 555 555 347 419 338 544 467 719 446 467 425 303 241 303 497";
const SEMIBOLD =
  "200 315 482 513 513 841 639 275 324 324 438 513 275 322 275 344 513 513 513 513 513 513 513 513 513 513 275 275 513 513 513 444 875 558 597 576 625 538 510 628 663 282 494 597 502 745 657 674 582 674 592 545 546 655 536 800 541 501 540 324 344 324 513 500 549 516 563 462 564 507 317 520 558 262 263 522 271 843 560 549 564 564 373 431 361 556 495 748 481 495 443 324 255 324 513";

const regular = REGULAR.split(" ").map(Number);
const semibold = SEMIBOLD.split(" ").map(Number);

/** A fallback font is up to this much wider than Source Sans 3 (Arial: 8 %); boxes are measured with half of that to spare. */
const MARGIN = 1.04;

/** Width in px that `text` needs. An estimate for laying out; letters with accents count as their base letter. */
export function textWidth(text: string, size: number, weight = 400): number {
  const table = weight >= 600 ? semibold : regular;
  let units = 0;
  for (const character of text.normalize("NFD").replace(/\p{M}/gu, "")) units += unitsOf(character, table);
  return (units / 1000) * size * MARGIN;
}

function unitsOf(character: string, table: readonly number[]): number {
  const code = character.codePointAt(0) ?? 0;
  const known = table[code - 32];
  if (known !== undefined) return known;
  if (code >= 0x2e80) return 1000;
  return code === 0x2018 || code === 0x2019 ? 249 : 560;
}

/** `text` broken at spaces into lines of at most `width` px; a longer word stands alone. */
export function wrapText(text: string, width: number, size: number, weight = 400): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
