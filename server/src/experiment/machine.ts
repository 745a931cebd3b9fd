// The machine that the figures were taken on.
import { arch, cpus, release, totalmem, type } from "node:os";
import type { Machine } from "./result.ts";

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    system: type(),
    release: release(),
    architecture: arch(),
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory: totalmem(),
  };
}
