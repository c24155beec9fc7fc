import { drawCountryLocator } from "../../figures/index.js";
import { countryName, regionName } from "../site.js";
import { Drawing } from "./figure-frame.js";
import { usePage } from "./page-context.js";

/** Where a country lies within its region. Nothing where the map has no place for it. */
export function LocatorMap({ code }: { readonly code: string }) {
  const { site } = usePage();
  const region = site.countries.get(code)?.region;
  if (region === undefined) return null;
  const svg = drawCountryLocator({
    idPrefix: "locator",
    title: `${countryName(site, code)} in ${regionName(site, region)}`,
    code,
    name: countryName(site, code),
    regionCodes: site.study.places.countries.filter((country) => country.region === region).map((country) => country.code),
    width: 230,
    height: 260,
  });
  return svg === null ? null : <Drawing svg={svg} className="svg locator" />;
}
