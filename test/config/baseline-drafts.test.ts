import { describe, expect, it } from "vitest";
import { baselineDrafts, eventPrefix, loadStudy, reservedNumbers } from "../../src/config/index.js";
import { ENTRY_PAYLOADS, type CountryCode, type Decision, type EntryDraft, type EntryKind, type Finding } from "../../src/model/index.js";
import { SHIPPED, TINY } from "./study-copy.js";

const AT = "2026-01-01T00:00:00Z";
const study = await loadStudy(SHIPPED);
const drafts = baselineDrafts(study, AT);
const payloads = <K extends EntryKind>(kind: K) => drafts.filter((draft): draft is Extract<EntryDraft, { kind: K }> => draft.kind === kind);
const findings: Finding[] = payloads("finding").map((draft) => draft.payload);
const accepted = payloads("decision")
  .map((draft) => draft.payload)
  .filter((decision): decision is Extract<Decision, { kind: "accept" }> => decision.kind === "accept");

function findingOf(alias: string): Finding {
  const finding = findings.find((item) => item.alias === alias);
  if (finding === undefined) throw new Error(`no finding ${alias}`);
  return finding;
}

function eventOf(alias: string): string | undefined {
  return accepted.find((decision) => decision.findings.includes(findingOf(alias).id))?.eventId;
}

describe("the baseline as ledger entries", () => {
  it("gives one entry for each row, and each payload is what the ledger accepts", () => {
    const counts = (["study", "source", "work", "finding", "decision", "claim"] as const).map((kind) => payloads(kind).length);
    expect(counts).toEqual([1, study.sources.length, 138, 90, 90, 61]);
    expect(drafts).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
    for (const draft of drafts) expect(ENTRY_PAYLOADS[draft.kind].parse(draft.payload)).toEqual(draft.payload);
  });

  it("counts per category what the baseline's own account says", () => {
    const perCategory = new Map<string, number>();
    for (const { fields } of findings) perCategory.set(fields.category, (perCategory.get(fields.category) ?? 0) + 1);
    expect(Object.fromEntries(perCategory)).toEqual({
      meeting: 6,
      agreement: 5,
      training: 19,
      assistance: 13,
      patrol: 7,
      multilateral: 9,
      rendition: 12,
      tnr: 19,
    });
  });

  it("is the same twice, ids included, whatever the hour", () => {
    const later = baselineDrafts(study, "2027-01-01T00:00:00Z");
    expect(later.map((draft) => draft.subject)).toEqual(drafts.map((draft) => draft.subject));
    expect(new Set(drafts.map((draft) => `${draft.kind} ${draft.subject}`)).size).toBe(drafts.length);
  });

  it("numbers no event at or below a number that the report prints for its country", () => {
    const reserved = reservedNumbers(study);
    expect([reserved.get("MM"), reserved.get("FR"), reserved.get("UZ")]).toEqual([17, 12, 10]);
    for (const { eventId } of accepted) {
      const [prefix, number] = eventId.split(".");
      expect(Number(number), eventId).toBeGreaterThan(reserved.get(prefix ?? "") ?? 0);
    }
    expect(new Set(accepted.map((decision) => decision.eventId)).size).toBe(90);
    expect(eventOf("MM.meeting.001")).toBe("MM.018");
  });

  it("prefixes an event with its partner, with XM for three or more, with the home country for none", () => {
    const prefix = (...codes: string[]): string => eventPrefix(codes as CountryCode[], study); // literals of this test
    expect([prefix("LA"), prefix("TH", "SE"), prefix("LA", "MM", "TH"), prefix(), prefix("HK"), prefix("CN", "US")]).toEqual([
      "LA",
      "TH",
      "XM",
      "CN",
      "CN",
      "US",
    ]);
    expect(eventOf("LA.patrol.002")).toMatch(/^XM\./);
  });

  it("names 41 partner countries and never one of the home's own", () => {
    const countries = new Set(findings.flatMap((finding) => finding.fields.countries));
    expect(countries.size).toBe(41);
    for (const home of study.places.home) expect(countries.has(home)).toBe(false);
  });

  it("cites for each field the works of the row and the report itself with pages and endnotes", () => {
    const { evidence } = findingOf("TZ.training.001");
    const items = evidence.filter((item) => item.field === "items").map((item) => item.evidence);
    expect(items).toEqual([
      { kind: "citation", work: "S018", locator: "p. 114, cited in endnote 80" },
      { kind: "citation", work: "R001", locator: "pages 11-19, endnote 80" },
    ]);
    const works = new Set<string>(payloads("work").map((draft) => draft.payload.id));
    const cited = findings.flatMap((finding) => finding.evidence.map((item) => item.evidence));
    expect(cited.every((item) => item.kind === "citation" && works.has(item.work))).toBe(true);
  });

  it("keeps dates as far as they are known, with the basis in our words", () => {
    expect(findingOf("PH.training.001").fields).toMatchObject({ date: "2018", dateBasis: "stated" });
    expect(findingOf("UZ.training.002").fields).toMatchObject({ date: "2018-09-21", dateBasis: "publication" });
    expect(findingOf("AR.assistance.002").fields).toMatchObject({ date: "2020", dateEnd: "2021", dateBasis: "inferred" });
    expect(findingOf("CR.assistance.001").fields).toMatchObject({ date: null, dateBasis: null });
    const fromTitle = findingOf("PH.training.001").evidence.find((item) => item.field === "date")?.evidence;
    expect(fromTitle).toMatchObject({ work: "S074", locator: "headline, cited in endnote 76" });
  });

  it("turns a number of officers into trainees of a training only, an edition into a number of the series", () => {
    expect(findingOf("MM.training.001").fields).toMatchObject({ trainees: 20, items: [] });
    expect(findingOf("MM.meeting.001").fields).toMatchObject({ trainees: null, items: [{ what: "police officers", quantity: 20 }] });
    expect(findingOf("LA.patrol.002").fields).toMatchObject({ seriesNumber: 114, items: [] });
  });

  it("does not count a pledge as done, an allegation as fact, a series as a single act", () => {
    expect(findingOf("TJ.assistance.002").fields.status).toBe("agreed");
    expect(findingOf("CH.agreement.003").fields.status).toBe("announced");
    expect(findingOf("US.tnr.001").fields).toMatchObject({ status: "claimed", confidence: "alleged", assertedBy: "US DOJ" });
    expect(findingOf("LA.patrol.001").fields.scope).toBe("series");
    expect(findings.filter((finding) => finding.fields.scope === "total").map((finding) => finding.alias)).toEqual([
      "CN.rendition.003",
      "MY.rendition.001",
      "KR.rendition.002",
    ]);
  });

  it("protects persons in renditions and repression, except where a row is the launch of a campaign", () => {
    const open = findings.filter((finding) => ["rendition", "tnr"].includes(finding.fields.category) && finding.protection === "none");
    expect(open.map((finding) => finding.fields.subtype)).toEqual(["campaign-launch", "campaign-launch"]);
    expect(findings.filter((finding) => finding.protection === "person-at-risk")).toHaveLength(29);
  });

  it("writes nobody's name into a record that stands in the title of a protected work", () => {
    const records = JSON.stringify([
      ...findings.map(({ fields, note }) => ({ fields, note })),
      ...payloads("claim").map((draft) => draft.payload),
    ]);
    const protectedTitles = payloads("work").filter((draft) => draft.payload.protectedPerson);
    const pairs = protectedTitles.flatMap(({ payload }) =>
      [...`${payload.titleEnglish} ${payload.author}`.matchAll(/(?=\b([A-Z][a-z]+ [A-Z][a-z]+))/g)].map((match) => match[1] ?? ""),
    );
    const publicBodies = new Set([
      "New York",
      "Hong Kong",
      "United States",
      "South Korea",
      "Human Rights",
      "Red Notice",
      "World Uyghur",
      "Uyghur Congress",
    ]);
    const names = pairs.filter((pair) => !publicBodies.has(pair));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => records.includes(name))).toEqual([]);
  });

  it("gives topics in our codes, the residual one only alone", () => {
    const codes = study.codebook.topics.map((topic) => topic.code);
    for (const { fields } of findings) for (const topic of fields.topics) expect(codes).toContain(topic);
    expect(findingOf("TJ.training.001").fields.topics).toEqual(["cyber", "technology"]);
    expect(findingOf("AR.meeting.001").fields.topics).toEqual(["law-enforcement-cooperation"]);
    expect(findingOf("PK.assistance.001").fields.topics).toEqual(["forensics"]);
  });

  it("makes each claim citable, also one without an endnote of its own", () => {
    const claims = payloads("claim").map((draft) => draft.payload);
    expect(claims.find((claim) => claim.alias === "C022")).toMatchObject({ value: 60, operator: ">", claimant: "Xinhua" });
    expect(claims.find((claim) => claim.alias === "C027")?.evidence).toEqual([
      { kind: "citation", work: "R001", locator: "section bilateral/formal-agreements" },
    ]);
  });

  it("starts a study without a baseline with its sources alone", async () => {
    const tiny = baselineDrafts(await loadStudy(TINY), AT);
    expect(tiny.map((draft) => draft.kind)).toEqual(["study", "source"]);
  });
});
