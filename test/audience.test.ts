import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../src/cli/main.js";
import { deriveId, fixedClock, silentLog } from "../src/effects/index.js";
import * as measure from "../src/measure/index.js";
import {
  CaseCode,
  Digest,
  Erasure,
  Marking,
  mayRead,
  SealedText,
  type Audience,
  type Edition,
  type EntryDraft,
  type Finding,
  type SourceText,
} from "../src/model/index.js";
import * as pipeline from "../src/pipeline.js";
import * as publishing from "../src/publish/index.js";
import * as resolving from "../src/resolve/index.js";
import * as reviewing from "../src/review/index.js";
import * as running from "../src/run.js";
import * as tracing from "../src/trace.js";
import * as verifying from "../src/verify.js";
import { aCapture, aMark, aMeasure, anAccept, aSpanFinding, aStudy, aText, aWithdrawal, aWork } from "./factories/index.js";
import { temporaryFolder } from "./longarm.js";
import { fileURLToPath } from "node:url";

/*
 * Every exported function through which a reader can look is walked with records of every marking, each with a word of its own in
 * every text that it has. No word above the reader's audience may come out, and no number may differ from a ledger without it.
 */

const TINY = fileURLToPath(new URL("studies/tiny", import.meta.url));
const LEVELS = Marking.options;
/** How a marking is given to a record: with the finding, or by a decision about the event afterwards. */
const WAYS = ["finding", "mark", "open", "withdrawn"] as const;

const canaryOf = (marking: Marking): string => `canary${LEVELS.indexOf(marking)}q`;

interface Planted {
  readonly marking: Marking;
  readonly drafts: readonly EntryDraft[];
  readonly text: SourceText;
  readonly finding: Finding;
}

function plant(marking: Marking, way: (typeof WAYS)[number], at: number): Planted {
  const canary = canaryOf(marking);
  const url = `https://news.example/${canary}/${way}.html`;
  const capture = aCapture({ url });
  const body = `On 14 June 2024 the minister met ${canary} of Belgium in Brussels.`;
  const text = aText({ url, captureId: capture.id, title: `About ${canary} ${way}`, body });
  const own = way === "mark" || way === "withdrawn" ? "CLEAR" : marking;
  const cited = aWork({ id: `S9${String(at).padStart(2, "0")}`, titleEnglish: `A work on ${canary}` });
  const spans = aSpanFinding({ category: "visit", countries: ["BE"], counterpart: canary, summary: `${canary} ${way}` }, { text });
  const finding: Finding = {
    ...spans,
    id: deriveId("fnd", url) as Finding["id"], // parsed when it is appended
    alias: `BE.${canary}.${way}`,
    marking: own,
    note: canary,
    evidence: [...spans.evidence, { field: "category", evidence: { kind: "citation", work: cited.id, locator: canary } }],
  };
  const id = `BE.${String(900 + at)}`;
  const decisions = [
    ...(way === "open" ? [] : [anAccept(id, [finding], { note: canary })]),
    ...(way === "mark" || way === "withdrawn" ? [aMark(id, { marking, note: canary })] : []),
    ...(way === "withdrawn" ? [aWithdrawal(id, { note: canary })] : []),
  ];
  return {
    marking,
    text,
    finding,
    drafts: [
      { kind: "work", subject: cited.id, actor: "test", payload: cited },
      { kind: "capture", subject: capture.id, actor: "test", payload: capture },
      { kind: "text", subject: text.id, actor: "test", payload: text },
      {
        kind: "coded",
        subject: `${text.id}/rules@1.0.0`,
        actor: "test",
        payload: { textId: text.id, coder: "rules@1.0.0", relevant: true, findings: 1 },
      },
      { kind: "finding", subject: finding.id, actor: "test", payload: finding },
      ...decisions.map((payload): EntryDraft => ({ kind: "decision", subject: payload.id, actor: "test", payload })),
      ...sealedAt(marking, canary),
    ],
  };
}

/** Codes of sealed texts hold no names, yet that there is one is for its circle alone. */
function sealedAt(marking: Marking, canary: string): EntryDraft[] {
  if (mayRead("GREEN", marking)) return [];
  const about = CaseCode.parse("case-0042");
  const sealed = SealedText.parse({
    id: deriveId("era", canary).replace("era", "sld"),
    about,
    commitment: Digest.parse(`sha256:${"0".repeat(64)}`),
    purpose: canary,
    basis: "consent",
    retainUntil: null,
    audience: marking,
    protection: "person-at-risk",
  });
  const erasure = Erasure.parse({ id: deriveId("era", canary), about, sealed: [sealed.id], reason: canary, marking });
  return [
    { kind: "sealed", subject: sealed.id, actor: "test", payload: sealed },
    { kind: "erasure", subject: erasure.id, actor: "test", payload: erasure },
  ];
}

const PLANTED = LEVELS.flatMap((marking, level) => WAYS.map((way, at) => plant(marking, way, level * WAYS.length + at)));

/** A workspace with the records of the given markings. */
async function workspaceWith(markings: readonly Marking[]): Promise<string> {
  const folder = join(temporaryFolder(), "ws");
  const effects = { clock: fixedClock("2026-03-01T12:00:00.000Z"), log: silentLog };
  await running.createWorkspace(folder, TINY, effects);
  await running.withRun(folder, effects, async (run) => {
    await run.ledger.append(PLANTED.filter(({ marking }) => markings.includes(marking)).flatMap(({ drafts }) => drafts));
  });
  return folder;
}

const within = <T>(folder: string, body: (run: running.Run) => Promise<T>): Promise<T> =>
  running.withRun(folder, { clock: fixedClock("2026-03-01T12:00:00.000Z"), log: silentLog }, body);

const study = aStudy({ measures: [aMeasure({ id: "all" })] });
type Look = (edition: Edition, run: running.Run) => unknown;

/** Everything that the doors of these modules give out, with how a reader looks through it, or why nobody can. */
const DOORS: Readonly<Record<string, { readonly door: object; readonly looks: Readonly<Record<string, Look | string>> }>> = {
  run: {
    door: running,
    looks: {
      readEdition: (edition) => edition,
      withRun: "opens a workspace; gives no record",
      prepareWorkspace: "writes settings and folders; gives no record",
      createWorkspace: "writes; gives a number of entries of the study's own baseline",
      keysFolder: "a path",
      ledgerTarget: "an address",
      resolvePoint: "gives a number of an entry",
      recordOnNewest: "writes",
      inBatches: "groups a stream that its caller has",
    },
  },
  pipeline: {
    door: pipeline,
    looks: {
      publish: publishedBytes,
      ingest: "writes; gives outcomes of pages that its caller hands in",
      adjudicate: "writes; the reviewer is the operator",
    },
  },
  trace: { door: tracing, looks: { trace: traceEverything } },
  measure: {
    door: measure,
    looks: {
      computeMeasures: (edition) => measure.computeMeasures(edition, study),
      compareClaims: (edition) => measure.compareClaims(edition, study, measure.computeMeasures(edition, study)),
      diffEditions: (edition) => measure.diffEditions({ ...edition, events: [] }, edition, study),
      findMeasure: (edition) => measure.findMeasure(measure.computeMeasures(edition, study), "all"),
      reasonNotCounted: "judges one event that its caller has",
    },
  },
  publish: {
    door: publishing,
    looks: { buildSite: "takes CLEAR alone and refuses anything else (tested below); reached through publish" },
  },
  review: {
    door: reviewing,
    looks: {
      reviewQueue: (edition) => reviewing.reviewQueue(edition, study),
      checkDecision: "checks what the operator decides",
      findEvidence: "finds the words that its caller quotes",
      parseFieldEdit: "parses a text",
    },
  },
  verify: { door: verifying, looks: { verifyWorkspace: "for the operator: checks bytes, and tells counts and faults" } },
};

const LOOKS = Object.entries(DOORS).flatMap(([module, { looks }]) =>
  Object.entries(looks).flatMap(([name, look]) => (typeof look === "string" ? [] : [{ name: `${module}.${name}`, look }])),
);

async function traceEverything(edition: Edition, run: running.Run): Promise<unknown> {
  const everything = PLANTED.flatMap(({ text, finding }) => [text.id, text.captureId, text.url, finding.id, finding.alias ?? ""]);
  const ids = [...everything, ...PLANTED.map((_, at) => `BE.${900 + at}`), ...edition.events.map(({ id }) => id as string), "visits"];
  return Promise.all(
    [...new Set(ids)].map((id) => tracing.trace(id, edition, run).catch((error: unknown) => withoutAsked(String(error), id))),
  );
}

/** A complaint repeats what was asked; it may tell nothing else. */
const withoutAsked = (complaint: string, id: string): string => complaint.replaceAll(`"${id}"`, "");

async function publishedBytes(edition: Edition, run: running.Run): Promise<unknown> {
  const folder = join(temporaryFolder(), "site");
  await pipeline.publish(edition, folder, run);
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && !/woff/.test(entry.name));
  return Object.fromEntries(files.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]));
}

const seen = (output: unknown): Marking[] => {
  const words = JSON.stringify(output);
  return LEVELS.filter((marking) => words.includes(canaryOf(marking)));
};
const allowed = (audience: Audience): Marking[] => LEVELS.filter((marking) => mayRead(audience, marking));

/** An output without what names the ledger as a whole: its length, its head, its edition. */
const withoutNames = (output: unknown): unknown =>
  JSON.parse(
    JSON.stringify(output, (key, value: unknown) =>
      ["seq", "head", "id", "asOf", "edition", "note"].includes(key) && typeof value !== "object" ? "" : value,
    ),
  );

describe("the list of ways to read", () => {
  it("names every function that these modules give out", () => {
    for (const [module, { door, looks }] of Object.entries(DOORS)) {
      const functions = Object.entries(door).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
      expect(Object.keys(looks).sort(), module).toEqual(functions.sort());
    }
  });
});

describe("what a reader sees", () => {
  it("is nothing above the audience, whatever way is taken, and all that is within it", async () => {
    const folder = await workspaceWith(LEVELS);
    await within(folder, async (run) => {
      for (const audience of LEVELS) {
        const edition = await running.readEdition(run, { audience });
        for (const { name, look } of LOOKS) {
          if (name === "pipeline.publish" && audience !== "RED") continue; // a site is always CLEAR: handed the most, it may give the least
          const found = seen(await look(edition, run));
          expect(
            found.filter((marking) => !mayRead(audience, marking)),
            `${name} for ${audience}`,
          ).toEqual([]);
          if (name === "run.readEdition" || name === "trace.trace") expect(found, `${name} for ${audience}`).toEqual(allowed(audience));
        }
      }
    });
  });

  it("is to the last count what a ledger without the hidden records shows", async () => {
    const whole = await workspaceWith(LEVELS);
    for (const audience of ["CLEAR", "AMBER"] as const) {
      const part = await workspaceWith(allowed(audience));
      const looks = LOOKS.filter(({ name }) => name !== "pipeline.publish"); // its pages print the number of the last entry
      const show = (folder: string) =>
        within(folder, async (run) => {
          const edition = await running.readEdition(run, { audience });
          return Promise.all(looks.map(async ({ name, look }) => [name, withoutNames(await look(edition, run))]));
        });
      expect(await show(whole), audience).toEqual(await show(part));
    }
  });

  it("is the same at the keyboard: events, stats, trace and review list obey --audience, and show all without it", async () => {
    const folder = await workspaceWith(LEVELS);
    const say = async (...args: string[]): Promise<string> => {
      let said = "";
      const terminal = { out: (text: string) => void (said += text), err: (text: string) => void (said += text) };
      await main([...args, "-w", folder], terminal);
      return said;
    };
    const red = PLANTED.findIndex(({ marking }) => marking === "RED");
    const commands = [
      ["events"],
      ["events", "--json"],
      ["stats", "--json"],
      ["trace", `BE.${900 + red}`],
      ["review", "list", "--json", "--limit", "99"],
    ];
    for (const command of commands) {
      expect(
        seen(await say(...command, "--audience", "green")).filter((marking) => !mayRead("GREEN", marking)),
        command.join(" "),
      ).toEqual([]);
    }
    expect(seen(await say("events", "--json"))).toEqual(LEVELS);
    expect(await say("events", "--audience", "everybody")).toMatch(/--audience everybody: not a marking; write one of CLEAR/);
  });

  it("obeys today's marking in the past: what was CLEAR and is RED now is hidden as of then too", async () => {
    const folder = await workspaceWith(["CLEAR"]);
    const early = "2026-03-01T12:00:01.000Z";
    await running.withRun(folder, { clock: fixedClock("2026-04-01T12:00:00.000Z"), log: silentLog }, async (run) => {
      const before = await running.readEdition(run, { audience: "CLEAR", asOf: early });
      expect(before.events.map(({ id }) => id)).toContain("BE.900");
      const mark = aMark("BE.900", { marking: "RED" });
      await run.ledger.append([{ kind: "decision", subject: mark.id, actor: "test", payload: mark }]);
      const after = await running.readEdition(run, { audience: "CLEAR", asOf: early });
      expect(after.events.map(({ id }) => id)).not.toContain("BE.900");
      expect(JSON.stringify(after)).not.toContain(PLANTED[0]?.finding.id);
      expect((await running.readEdition(run, { audience: "RED", asOf: early })).events.map(({ id }) => id)).toContain("BE.900");
    });
  });

  it("is no site at all where a page builder is handed more than is CLEAR", async () => {
    const folder = await workspaceWith(LEVELS);
    await within(folder, async (run) => {
      const edition = await running.readEdition(run, { audience: "GREEN" });
      const input = { study, edition, measures: [], generator: run.generator };
      await expect(publishing.buildSite(input, join(temporaryFolder(), "site"), run.effects)).rejects.toThrow(
        /marked for a smaller circle/,
      );
      const open = { ...edition, events: resolving.editionFor(edition, "CLEAR").events };
      await expect(publishing.buildSite({ ...input, edition: open }, join(temporaryFolder(), "site"), run.effects)).rejects.toThrow(
        /smaller circle/,
      );
    });
  });
});
