// Writes studies/mps/places/countries.csv: every ISO 3166-1 code and XK, with its region and its names in five languages.
// Run once, by hand, when names or regions change: `node scripts/make-countries.mjs`. The result is checked in as data.
// Names: Unicode CLDR as shipped with Node (Intl.DisplayNames); `i18n-iso-countries` gives the codes. Regions: the rule in studies/mps/places/regions.yml.
import { writeFileSync } from "node:fs";
import countries from "i18n-iso-countries";

const LANGUAGES = ["en", "zh", "es", "fr", "ru"];

const REGIONS = {
  asia: "AF AM AZ BD BN BT CN GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL TM TW UZ VN",
  europe:
    "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
  "latin-america":
    "AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI",
  africa:
    "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW",
  "north-america": "BM CA GL MX PM US",
  "middle-east": "AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE",
  oceania: "AQ AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
};

/** Where CLDR's display name is not what a reader expects as a plain country name. */
const PLAIN = {
  CD: {
    en: "DR Congo",
    zh: "刚果（金）",
    es: "República Democrática del Congo",
    fr: "République démocratique du Congo",
    ru: "Демократическая Республика Конго",
  },
  CG: { en: "Republic of the Congo", zh: "刚果（布）", es: "República del Congo", fr: "République du Congo", ru: "Республика Конго" },
  HK: { en: "Hong Kong", zh: "香港", es: "Hong Kong", fr: "Hong Kong", ru: "Гонконг" },
  MO: { en: "Macao", zh: "澳门", es: "Macao", fr: "Macao", ru: "Макао" },
  MM: { en: "Myanmar", es: "Myanmar", fr: "Myanmar", ru: "Мьянма" },
  PS: { en: "Palestine", zh: "巴勒斯坦", es: "Palestina", fr: "Palestine", ru: "Палестина" },
};

const regionOf = new Map(Object.entries(REGIONS).flatMap(([region, codes]) => codes.split(" ").map((code) => [code, region])));
const codes = [...new Set([...Object.keys(countries.getAlpha2Codes()), "XK"])].sort();
const display = new Map(LANGUAGES.map((language) => [language, new Intl.DisplayNames(language, { type: "region" })]));

function nameOf(code, language) {
  return PLAIN[code]?.[language] ?? display.get(language).of(code) ?? countries.getName(code, language);
}

const rows = codes.map((code) => {
  const region = regionOf.get(code);
  if (region === undefined) throw new Error(`${code} has no region: add it to REGIONS`);
  return [code, region, ...LANGUAGES.map((language) => nameOf(code, language))]
    .map((cell) => (/[",]/.test(cell) ? `"${cell}"` : cell))
    .join(",");
});
const target = new URL("../studies/mps/places/countries.csv", import.meta.url);
writeFileSync(target, `${["code,region", ...LANGUAGES].join(",")}\n${rows.join("\n")}\n`);
