// Run by read-pages.test.ts as a user without rights.
import { findInputs } from "../../src/capture/index.js";

process.stdout.write(JSON.stringify(await findInputs(process.argv.slice(2))));
