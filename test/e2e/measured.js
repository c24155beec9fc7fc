// Runs the command line in this process and says on its last line of stderr what it cost.
process.on("exit", () => {
  const { maxRSS } = process.resourceUsage();
  process.stderr.write(`measured ${JSON.stringify({ seconds: process.uptime(), peakMiB: maxRSS / 1024 })}\n`);
});
await import("../../bin/longarm.js");
