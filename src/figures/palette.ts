/** The light theme's values (tokens.css), used where no stylesheet is at hand: a downloaded file, a mail, a word processor. */
export const LIGHT = {
  paper: "#ffffff",
  panel: "#f2f5f4",
  ink: "#14191d",
  "ink-2": "#434d55",
  "ink-3": "#626d75",
  rule: "#d0d7d5",
  "rule-2": "#8a959a",
  "rule-strong": "#14191d",
  "map-empty": "#f0f2f1",
  "map-line": "#b3bdbd",
  "map-1": "#cdd6d6",
  "map-2": "#a9b6b8",
  "map-3": "#788a8f",
  "map-zero": "#3f4b52",
  "foot-quote": "#14191d",
  "foot-cite": "#14191d",
  "foot-claim": "#626d75",
  sans: "'Source Sans 3 Variable', 'Source Sans 3', 'Source Sans Pro', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
  serif: "'Source Serif 4 Variable', 'Source Serif 4', 'Source Serif Pro', Charter, Georgia, serif",
} as const;

export type Token = keyof typeof LIGHT;

/** A design token with its light value behind it: follows the page's theme, and holds in a file without one. */
export function paint(token: Token): string {
  return `var(--${token}, ${LIGHT[token]})`;
}

/**
 * Category colours by position. A pair of shape and colour belongs to a position of the study's list, never to a code: the program
 * knows no study. A stylesheet may set `--cat-<code>`. All pairs are told apart under the three dichromacies (tested).
 */
export const CATEGORY_COLOURS = [
  "#2f78b7",
  "#2b1b78",
  "#1f7850",
  "#a17d0f",
  "#3497a4",
  "#6b5174",
  "#22300f",
  "#a94207",
  "#c94c73",
] as const;
