// Loaded before a measured program (node --import): writes what its process used, threads included, when it ends.
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS * 1024 };
    appendFileSync(process.env.GILINT_BENCH_USAGE, `${JSON.stringify(usage)}\n`);
  });
}
