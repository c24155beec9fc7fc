import type { Check } from "./check.js";
import { databaseChecks } from "./database-checks.js";
import { machineChecks } from "./machine-checks.js";
import { workspaceChecks } from "./workspace-checks.js";

/** All checks, in the order in which they are shown. */
export const CHECKS: readonly Check[] = [...machineChecks, ...workspaceChecks, ...databaseChecks];
