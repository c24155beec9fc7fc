/**
 * Where the shapes of Natural Earth and the codes of ISO 3166-1 do not agree, this is what we do. The rule: a study counts by ISO code
 * (and XK, the user-assigned code in common use), so a shape without a code joins the country whose code its events would carry,
 * and nothing is drawn as a border that no count could follow. This implies no position on the status of any territory.
 */
export const SHAPES_WITHOUT_CODE: Readonly<Record<string, { readonly joins: string | null; readonly because: string }>> = {
  Kosovo: { joins: "XK", because: "no ISO code, but the user-assigned XK is in common use; counted only where a study counts XK" },
  Somaliland: { joins: "SO", because: "no code of its own; events there are coded SO" },
  "N. Cyprus": { joins: "CY", because: "no code of its own; events there are coded CY" },
  "Siachen Glacier": { joins: null, because: "claimed by two countries; drawn as land and never shaded" },
  "Indian Ocean Ter.": { joins: null, because: "two territories (CX, CC) in one shape; drawn as land, counted at the points below" },
};

/** Codes without a shape of their own at 1:50 million, by longitude and latitude: they get a circle. */
export const POINTS_WITHOUT_SHAPE: Readonly<Record<string, readonly [number, number]>> = {
  BQ: [-68.3, 12.2],
  BV: [3.4, -54.4],
  CC: [96.8, -12.2],
  CX: [105.6, -10.5],
  GF: [-53.1, 4.0],
  GI: [-5.35, 36.14],
  GP: [-61.5, 16.2],
  MQ: [-61.0, 14.65],
  RE: [55.5, -21.1],
  SJ: [16.0, 78.5],
  TK: [-171.8, -9.2],
  TV: [179.2, -8.5],
  UM: [166.6, 19.3],
  YT: [45.15, -12.8],
};

/** Not drawn: no event of a police can lie there, and it would take a fifth of the map. */
export const NOT_DRAWN: ReadonlySet<string> = new Set(["AQ"]);
