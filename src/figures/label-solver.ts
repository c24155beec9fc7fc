import type { Box } from "./footing.js";
import type { Point } from "./simplify.js";

/** One way to set a label: its size, and on which side of the point it may stand. */
export interface LabelForm {
  /** `centred`: over, above or below the point; `right`: begins at the point; `left`: ends at it. */
  readonly kind: "centred" | "right" | "left";
  readonly width: number;
  readonly height: number;
}

export interface LabelItem {
  readonly id: string;
  readonly anchor: Point;
  /** Room that the point itself takes; no other label may cover it. */
  readonly radius: number;
  readonly forms: readonly LabelForm[];
}

export interface LabelPlace {
  readonly id: string;
  readonly form: LabelForm;
  readonly box: Box;
  /** From the point to the label; null where the label stands on its point. */
  readonly leader: readonly [Point, Point] | null;
}

/** What the drawing below the labels asks of them. Costs are in px of leader: 40 means "worth 40 px more of line". */
export interface LabelField {
  readonly width: number;
  readonly height: number;
  /** Cost of setting the label of `id` on `box`; infinite where that must not be. */
  readonly cost: (id: string, box: Box, onPoint: boolean) => number;
}

interface Candidate extends LabelPlace {
  /** Cost that does not depend on the other labels. */
  readonly base: number;
  /** Around box and leader: labels whose reaches are apart have nothing to do with each other. */
  readonly reach: Box;
}

const RADII = [7, 12, 18, 25, 33, 42, 52, 64, 78, 94, 112, 132, 156, 184];
const DIRECTIONS = 24;
/** A leader of this length counts double: two middling ones are better than a short and a long one. */
const LONG = 120;
/** Clear space between two labels. */
const CLEAR = 3;
const ROUNDS = 8;
const COST = { throughLabel: 260, crossing: 130, overPoint: 300, nearPoint: 22 } as const;

/**
 * Sets all labels without overlap. Greedy, the most crowded point first, then rounds in which each label looks for a better place
 * given all others, until none moves. No randomness: equal input gives the equal map. A label with no free candidate takes the nearest
 * free place of the whole field; `unplaced` has those for which there is none.
 */
export function placeLabels(
  items: readonly LabelItem[],
  field: LabelField,
): { places: readonly LabelPlace[]; unplaced: readonly string[] } {
  const order = byCrowding(items);
  const candidates = new Map(order.map((item) => [item.id, candidatesFor(item, items, field)]));
  const placed = new Map<string, Candidate>();
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (const item of order) {
      const before = placed.get(item.id);
      placed.delete(item.id);
      const best = bestOf(candidates.get(item.id) ?? [], [...placed.values()]) ?? nearestFree(item, items, field, [...placed.values()]);
      if (best) placed.set(item.id, best);
      if (best !== before) moved = true;
    }
    if (!moved) break;
  }
  makeRoom(order, candidates, placed);
  const unplaced = items.filter((item) => !placed.has(item.id)).map((item) => item.id);
  return { places: items.flatMap((item) => placed.get(item.id) ?? []), unplaced };
}

/** Most neighbours within 90 px first; the wider label first among equals, then the id. */
function byCrowding(items: readonly LabelItem[]): LabelItem[] {
  const near = (item: LabelItem): number => items.filter((other) => distance(item.anchor, other.anchor) < 90).length;
  const size = (item: LabelItem): number => Math.max(...item.forms.map((form) => form.width));
  const rank = new Map(items.map((item) => [item, [near(item), size(item)] as const]));
  return [...items].sort((a, b) => {
    const [p, q] = [rank.get(a) ?? [0, 0], rank.get(b) ?? [0, 0]];
    return q[0] - p[0] || q[1] - p[1] || (a.id < b.id ? -1 : 1);
  });
}

function candidatesFor(item: LabelItem, items: readonly LabelItem[], field: LabelField): Candidate[] {
  const others = items.filter((other) => other !== item);
  const places = [...onPoint(item), ...aroundPoint(item)];
  return places.flatMap((place) => costed(place, others, field)).sort((a, b) => a.base - b.base);
}

function costed(place: LabelPlace, others: readonly LabelItem[], field: LabelField): Candidate[] {
  const { box, leader } = place;
  if (box.x < 1 || box.y < 1 || box.x + box.width > field.width - 1 || box.y + box.height > field.height - 1) return [];
  const ground = field.cost(place.id, box, leader === null);
  if (ground === Infinity) return [];
  const length = leader === null ? 0 : distance(leader[0], leader[1]);
  const line = length + length ** 2 / LONG;
  const reach = reachOf(place);
  const points = others.reduce((sum, other) => sum + pointCost(place, reach, other), 0);
  return [{ ...place, base: ground + line + points, reach }];
}

function reachOf({ box, leader }: LabelPlace): Box {
  if (!leader) return box;
  const [[x0, y0], [x1, y1]] = leader;
  const [x, y] = [Math.min(box.x, x0, x1), Math.min(box.y, y0, y1)];
  return { x, y, width: Math.max(box.x + box.width, x0, x1) - x, height: Math.max(box.y + box.height, y0, y1) - y };
}

/** Other countries' points: not under the label, and the leader keeps away from them. */
function pointCost(place: LabelPlace, reach: Box, other: LabelItem): number {
  if (!isWithin(other.anchor, reach, other.radius + 2)) return 0;
  if (isWithin(other.anchor, place.box, other.radius)) return COST.overPoint;
  return place.leader && distanceToSegment(other.anchor, place.leader) < other.radius + 2 ? COST.nearPoint : 0;
}

/** On the point itself, with small steps to each side: for countries in which the label fits. */
function onPoint(item: LabelItem): LabelPlace[] {
  const [x, y] = item.anchor;
  const steps = [0, -8, 8, -16, 16, -28, 28];
  return item.forms.flatMap((form) =>
    steps.flatMap((dy) =>
      steps.map((dx) => ({ id: item.id, form, box: boxAt(x + dx - form.width / 2, y + dy - form.height / 2, form), leader: null })),
    ),
  );
}

function aroundPoint(item: LabelItem): LabelPlace[] {
  const places: LabelPlace[] = [];
  for (const reach of RADII) {
    for (let step = 0; step < DIRECTIONS; step += 1) {
      const angle = (2 * Math.PI * step) / DIRECTIONS;
      const end: Point = [
        item.anchor[0] + (reach + item.radius) * Math.cos(angle),
        item.anchor[1] + (reach + item.radius) * Math.sin(angle),
      ];
      for (const form of item.forms) places.push(...placedAt(item, form, end, Math.cos(angle), Math.sin(angle)));
    }
  }
  return places;
}

/** The label with its near edge at `end`, if the form looks away from the point there. */
function placedAt(item: LabelItem, form: LabelForm, end: Point, cos: number, sin: number): LabelPlace[] {
  const [x, y] = end;
  const leader: readonly [Point, Point] = [item.anchor, end];
  if (form.kind === "right") return cos < 0.1 ? [] : [{ id: item.id, form, box: boxAt(x, y - form.height / 2, form), leader }];
  if (form.kind === "left") return cos > -0.1 ? [] : [{ id: item.id, form, box: boxAt(x - form.width, y - form.height / 2, form), leader }];
  if (Math.abs(sin) < 0.6) return [];
  return [{ id: item.id, form, box: boxAt(x - form.width / 2, sin > 0 ? y : y - form.height, form), leader }];
}

function boxAt(x: number, y: number, form: LabelForm): Box {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, width: form.width, height: form.height };
}

function bestOf(candidates: readonly Candidate[], placed: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    if (candidate.base >= least) break;
    const cost = candidate.base + costAmong(candidate, placed, least);
    if (cost < least) [best, least] = [candidate, cost];
  }
  return best;
}

/** A label that stands this badly may push others aside. */
const POOR = 60;
/** How many labels may push, and how many places they try in all, per label on the map; both only bound the time. */
const PUSHERS = 16;
const PUSHES = 6000;

/** Each of the worst labels tries places that one or two others hold; it stays if all of them together stand better than before. */
function makeRoom(
  order: readonly LabelItem[],
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  placed: Map<string, Candidate>,
): void {
  const costOf = (id: string): number => energyOf([id], placed);
  const poor = order.map((item) => item.id).filter((id) => placed.has(id) && costOf(id) > POOR);
  const worst = poor.sort((a, b) => costOf(b) - costOf(a) || (a < b ? -1 : 1)).slice(0, PUSHERS);
  for (const id of worst) {
    const tries = (candidates.get(id) ?? []).slice(0, PUSHES / order.length);
    for (const candidate of tries) {
      if (candidate.base >= costOf(id)) break;
      tryPush(candidate, candidates, placed);
    }
  }
}

function tryPush(candidate: Candidate, candidates: ReadonlyMap<string, readonly Candidate[]>, placed: Map<string, Candidate>): void {
  const rest = [...placed.values()].filter((other) => other.id !== candidate.id);
  const blockers = rest.filter((other) => boxesOverlap(candidate.box, other.box, CLEAR));
  if (blockers.length > 2) return;
  const ids = [candidate.id, ...blockers.map((blocker) => blocker.id)];
  const trial = new Map(placed);
  for (const id of ids) trial.delete(id);
  trial.set(candidate.id, candidate);
  for (const blocker of blockers) {
    const moved = bestOf(candidates.get(blocker.id) ?? [], [...trial.values()]);
    if (!moved) return;
    trial.set(blocker.id, moved);
  }
  if (energyOf(ids, trial) < energyOf(ids, placed)) for (const id of ids) placed.set(id, trial.get(id) ?? candidate);
}

/** What these labels cost in all, against the ground and against each other label. */
function energyOf(ids: readonly string[], placed: ReadonlyMap<string, Candidate>): number {
  let energy = 0;
  for (const id of ids) {
    const place = placed.get(id);
    if (!place) continue;
    energy += place.base;
    for (const other of placed.values()) if (other.id !== id) energy += lineCost(place, other);
  }
  return energy;
}

function costAmong(candidate: Candidate, placed: readonly Candidate[], limit: number): number {
  for (const other of placed) if (boxesOverlap(candidate.box, other.box, CLEAR)) return Infinity;
  let cost = 0;
  for (const other of placed) {
    cost += lineCost(candidate, other);
    if (candidate.base + cost >= limit) return Infinity;
  }
  return cost;
}

function lineCost(a: Candidate, b: Candidate): number {
  if (!boxesOverlap(a.reach, b.reach, 1)) return 0;
  let cost = 0;
  if (a.leader && crossesBox(a.leader[0], a.leader[1], b.box)) cost += COST.throughLabel;
  if (b.leader && crossesBox(b.leader[0], b.leader[1], a.box)) cost += COST.throughLabel;
  if (a.leader && b.leader && segmentsCross(a.leader, b.leader)) cost += COST.crossing;
  return cost;
}

/** The whole field, in steps of 8 px: the last resort when the surroundings are full. */
function nearestFree(item: LabelItem, items: readonly LabelItem[], field: LabelField, placed: readonly Candidate[]): Candidate | null {
  const others = items.filter((other) => other !== item);
  const all: Candidate[] = [];
  for (const form of item.forms) {
    for (let y = 1; y + form.height < field.height; y += 8) {
      for (let x = 1; x + form.width < field.width; x += 8) {
        const box = boxAt(x, y, form);
        const end: Point = [form.kind === "right" ? x : form.kind === "left" ? x + form.width : x + form.width / 2, y + form.height / 2];
        all.push(...costed({ id: item.id, form, box, leader: [item.anchor, end] }, others, field));
      }
    }
  }
  return bestOf(
    all.sort((a, b) => a.base - b.base),
    placed,
  );
}

/** True where the boxes come nearer to one another than `clear`. */
export function boxesOverlap(a: Box, b: Box, clear = 0): boolean {
  return a.x < b.x + b.width + clear && b.x < a.x + a.width + clear && a.y < b.y + b.height + clear && b.y < a.y + a.height + clear;
}

function isWithin([x, y]: Point, box: Box, margin: number): boolean {
  return x > box.x - margin && x < box.x + box.width + margin && y > box.y - margin && y < box.y + box.height + margin;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function distanceToSegment(p: Point, [a, b]: readonly [Point, Point]): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
  return distance(p, [a[0] + t * dx, a[1] + t * dy]);
}

function side(a: Point, b: Point, c: Point): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
}

function segmentsCross([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

/** Liang and Barsky's clipping test: does any part of the segment lie within the box, or within a pixel of it? */
function crossesBox(a: Point, b: Point, box: Box): boolean {
  const along = clip(b[0] - a[0], box.x - 1 - a[0], box.x + box.width + 1 - a[0]);
  if (along === null) return false;
  const across = clip(b[1] - a[1], box.y - 1 - a[1], box.y + box.height + 1 - a[1]);
  return across !== null && Math.max(along[0], across[0]) <= Math.min(along[1], across[1]);
}

/** The part of 0..1 for which `step * t` lies between `low` and `high`. */
function clip(step: number, low: number, high: number): readonly [number, number] | null {
  if (step === 0) return low <= 0 && high >= 0 ? [0, 1] : null;
  const [p, q] = [low / step, high / step];
  const [from, to] = [Math.max(0, Math.min(p, q)), Math.min(1, Math.max(p, q))];
  return from <= to ? [from, to] : null;
}
