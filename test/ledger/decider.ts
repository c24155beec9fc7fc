// One of many writers, for the test of decisions: decider.ts <workspace> <name> <decisions> <seed>. Bundled before it runs.
// Edits events that all writers share, each time with the newest decision that this writer knows of; prints what was recorded.
import { systemClock, silentLog } from "../../src/effects/index.js";
import { ItemError } from "../../src/model/index.js";
import { adjudicate } from "../../src/pipeline.js";
import { readEdition, withRun } from "../../src/run.js";
import { QUOTE } from "../crash/pages.js";
import { seededRandom } from "../random.js";

const [folder = "", name = "", decisions = "", seed = ""] = process.argv.slice(2);
const random = seededRandom(Number(seed));
await withRun(folder, { clock: systemClock, log: silentLog }, async (run) => {
  let { events } = await readEdition(run, { audience: "RED" });
  const known = new Map(events.map((event) => [event.id, event.decisions.at(-1) ?? null]));
  let conflicts = 0;
  for (let done = 0; done < Number(decisions);) {
    const event = events[Math.floor(random() * events.length)];
    const span = event?.evidence.find(({ evidence }) => evidence.kind === "span")?.evidence;
    if (!event || span?.kind !== "span") throw new Error("there is no event with a quote");
    const seen = known.get(event.id) ?? null;
    const set = [`counterpart=Minister of ${name}, ${done}`];
    const evidence = { kind: "quote", quote: QUOTE, text: span.textId } as const;
    try {
      const decision = await adjudicate({ kind: "edit", target: event.id, by: name, at: systemClock.now(), seen, set, evidence }, run);
      known.set(event.id, decision.id);
      process.stdout.write(`${decision.id}\n`);
      done += 1;
    } catch (error) {
      if (!(error instanceof ItemError) || !error.message.includes("was decided on since")) throw error;
      conflicts += 1;
      ({ events } = await readEdition(run, { audience: "RED" })); // looks at it again, as the message asks
      for (const { id, decisions: newest } of events) known.set(id, newest.at(-1) ?? null);
    }
  }
  process.stdout.write(`${conflicts} conflicts\n`);
});
