import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/index.js";
import { contradiction } from "../../src/resolve/contradiction.js";
import { clusterFindings, LINK_RULES, proposeLinks } from "../../src/resolve/index.js";
import { aFinding, aLink } from "../factories/index.js";

const ids = (clusters: readonly (readonly Finding[])[]): string[][] => clusters.map((cluster) => cluster.map(({ id }) => id));

describe("clusterFindings", () => {
  const [a, b, c] = [aFinding({ place: "A" }), aFinding({ place: "B" }), aFinding({ place: "C" })];

  it("joins what `same` links connect, directly or through a third, and leaves the rest alone", () => {
    const clusters = clusterFindings([a, b, c, aFinding({ countries: ["LA"] })], [aLink(a, b), aLink(b, c)]);
    expect(clusters.map((cluster) => cluster.length).sort()).toEqual([1, 3]);
  });

  it("joins nothing on a link that only asks", () => {
    expect(clusterFindings([a, b], [aLink(a, b, { verdict: "ask", score: 0.6 })])).toHaveLength(2);
  });

  it("does not bridge a contradiction: the surer link holds and the other is left", () => {
    const first = aFinding({ date: "2024-06-14" });
    const second = aFinding({ date: "2024-06-20" });
    const between = aFinding({ date: "2024-06" });
    const clusters = clusterFindings(
      [first, second, between],
      [aLink(first, between, { score: 0.7 }), aLink(between, second, { score: 0.8 })],
    );
    expect(
      ids(clusters)
        .find((cluster) => cluster.includes(between.id))
        ?.sort(),
    ).toEqual([between.id, second.id].sort());
  });

  it("gives one partition of all findings, without contradictions, whatever the order", () => {
    const finding = fc
      .record({
        date: fc.constantFrom("2024-06", "2024-06-13", "2024-06-14", "2024-06-15"),
        countries: fc.constantFrom<string[]>(["MM"], ["LA"], ["MM", "LA"]),
        place: fc.constantFrom("Yangon", "Beijing", null),
      })
      .map((sketch) => aFinding(sketch));
    fc.assert(
      fc.property(fc.uniqueArray(finding, { selector: ({ id }) => id, maxLength: 12 }), (findings) => {
        const links = proposeLinks(findings, []);
        const clusters = clusterFindings(findings, links);
        expect(clusters.flat().length).toBe(findings.length);
        expect(new Set(clusters.flat()).size).toBe(findings.length);
        const broken = clusters.flatMap((cluster) =>
          cluster.flatMap((x) => cluster.filter((y) => contradiction(x, y, LINK_RULES) !== null)),
        );
        expect(broken).toEqual([]);
        expect(ids(clusterFindings([...findings].reverse(), [...links].reverse()))).toEqual(ids(clusters));
      }),
    );
  });
});
