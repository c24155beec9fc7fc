/** What a command's end means to the program that called it. */
export const EXIT_CODES = {
  done: 0,
  bug: 1,
  usage: 2,
  configuration: 3,
  someItemsFailed: 4,
  aborted: 5,
  qualityFloorMissed: 6,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** The sentence for each, as docs/reference/exit-codes.md prints it. */
export const EXIT_MEANINGS: Readonly<Record<keyof typeof EXIT_CODES, string>> = {
  done: "everything that was asked for is done; nothing new is done too",
  bug: "a fault in Longarm; the lines on stderr say where, please report them",
  usage: "the command was called wrongly; nothing was touched",
  configuration: "the workspace, its settings or the study are missing or wrong; the sentence names file, place and remedy",
  someItemsFailed: "some inputs could not be read, a check does not hold, or an id is unknown; everything else was done",
  aborted: "the run could not go on (disk full, archive or ledger out of reach); what was acknowledged is stored",
  qualityFloorMissed: "a measured quality lies below its floor",
};
