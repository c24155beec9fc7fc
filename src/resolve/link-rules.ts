/** How many days may lie between two reports of one act. */
export interface DateWindow {
  /** Between two dates that the sources state: the first and the last day of one visit, the opening and the close of one course. */
  readonly statedDays: number;
  /** Between the act and the day on which it was reported, where a source gives no other date. */
  readonly reportDays: number;
}

/** By what two findings are taken for reports of one act. Data: a study with other categories brings its own. */
export interface LinkRules {
  /** `name@version`, written into every link. */
  readonly matcher: string;
  /** From this score on two findings count as one act. */
  readonly sameFrom: number;
  /** From this score on a person is asked. */
  readonly askFrom: number;
  readonly defaultWindow: DateWindow;
  readonly windows: Readonly<Record<string, DateWindow>>;
  /** Categories that readers of one act may take for each other. */
  readonly compatible: readonly (readonly [string, string])[];
}

/** A meeting is one day, a patrol is reported at its start and at its end, a course runs for weeks. */
export const LINK_RULES: LinkRules = {
  matcher: "act-links@1.0.0",
  sameFrom: 0.7,
  askFrom: 0.5,
  defaultWindow: { statedDays: 1, reportDays: 5 },
  windows: {
    patrol: { statedDays: 7, reportDays: 7 },
    training: { statedDays: 21, reportDays: 14 },
    assistance: { statedDays: 1, reportDays: 10 },
    multilateral: { statedDays: 3, reportDays: 5 },
    "joint-operation": { statedDays: 3, reportDays: 7 },
    rendition: { statedDays: 2, reportDays: 7 },
  },
  compatible: [
    ["joint-operation", "rendition"],
    ["rendition", "tnr"],
    ["training", "assistance"],
  ],
};

/** True for the same category and for two that readers take for each other. */
export function categoriesFit(a: string, b: string, rules: LinkRules): boolean {
  return a === b || rules.compatible.some(([left, right]) => (left === a && right === b) || (left === b && right === a));
}

/** The wider of both categories' windows. */
export function windowFor(a: string, b: string, rules: LinkRules): DateWindow {
  const [left, right] = [rules.windows[a] ?? rules.defaultWindow, rules.windows[b] ?? rules.defaultWindow];
  return { statedDays: Math.max(left.statedDays, right.statedDays), reportDays: Math.max(left.reportDays, right.reportDays) };
}
