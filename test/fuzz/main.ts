// npm run fuzz -- [--seconds N] [--seed S] [--failures M]
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { report } from "./report.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "600" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    failures: { type: "string", default: "5" },
  },
});
console.log(`seed ${values.seed}`);
const result = await fuzz(Number(values.seed), Number(values.seconds), Number(values.failures));
console.log(report(result));
process.exitCode = result.found.length > 0 ? 1 : 0;
