// Runs the command line without the superuser's rights.
import "tsx/esm/api";
process.setgid(65534);
process.setuid(65534);
await import("../../bin/longarm.js");
