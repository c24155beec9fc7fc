import { withLandOf } from "../../figures/index.js";
import type { DrawnMap } from "../drawings.js";
import { countryName } from "../site.js";
import { listed } from "../words.js";
import { CountryTable } from "./country-table.js";
import { Drawing } from "./figure-frame.js";
import { usePage } from "./page-context.js";

/** A world map with its key, its land taken from `landOf` where that map stands on the same page. Below large screens the marks leave the map; the list beside it carries them. */
export function WorldMap({ drawn, landOf }: { readonly drawn: DrawnMap; readonly landOf?: DrawnMap | undefined }) {
  return (
    <>
      <Drawing svg={landOf ? withLandOf(drawn.wide, landOf.wide) : drawn.wide.svg} className="svg map-l" />
      <Drawing svg={landOf ? withLandOf(drawn.narrow, landOf.narrow) : drawn.narrow.svg} className="svg map-s" />
      <MapKey drawn={drawn} />
    </>
  );
}

function MapKey({ drawn }: { readonly drawn: DrawnMap }) {
  const { site } = usePage();
  const { legend, notOnMap, unlabelled } = drawn.wide;
  const counts = legend.filter((entry) => entry.kind === "count");
  const apart = [...new Set([...notOnMap, ...unlabelled])].map((code) => countryName(site, code));
  return (
    <>
      <p className="key map-key">
        {counts.map((entry, index) => (
          <span key={entry.label}>
            <i className={`sw d${index + 1}`} />
            {index === 0 ? `${entry.label} ${entry.label === "1" ? "activity" : "activities"} named` : entry.label}
          </span>
        ))}
        {legend.some((entry) => entry.kind === "looked") ? (
          <span>
            <i className="sw not" />
            Agreement looked for, none found
          </span>
        ) : null}
        <span>
          <i className="sw nol" />
          Not searched
        </span>
      </p>
      {apart.length > 0 ? <p className="small">Not drawn on the map: {listed(apart)}.</p> : null}
    </>
  );
}

/** The list that carries the marks where the map cannot. */
export function PartnersNamedMost() {
  return (
    <div className="map-s">
      <CountryTable limit={8} />
    </div>
  );
}
