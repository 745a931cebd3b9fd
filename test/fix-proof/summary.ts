// The figures of a proof, over all projects.
import type { Proof, Verdict } from "./prove.ts";

export function summary(proofs: readonly Proof[]): string {
  const verdicts = proofs.flatMap((proof) => proof.verdicts);
  const sum = (of: (proof: Proof) => number): number => proofs.reduce((total, proof) => total + of(proof), 0);
  const natural = verdicts.filter(({ fault }) => fault === null);
  const rules = [...new Set(verdicts.map(({ rule }) => rule))].sort();
  return [
    `${sum(({ findings }) => findings)} findings with fixes; ${sum(({ faults }) => faults)} mistakes made, ` +
      `${sum(({ found }) => found)} found, ${sum(({ fixable }) => fixable)} with a fix`,
    `safe: ${share(verdicts.filter(({ safe }) => safe))}`,
    `unsafe: ${share(verdicts.filter(({ safe }) => !safe))}`,
    `in code as it is: ${share(natural)}`,
    `the compiler could be asked about ${verdicts.filter(({ compiled }) => compiled).length} of ${verdicts.length}`,
    ...rules.map((rule) => `  ${rule}: ${share(verdicts.filter((verdict) => verdict.rule === rule))}`),
  ].join("\n");
}

function share(verdicts: readonly Verdict[]): string {
  const good = verdicts.filter(({ complaints }) => complaints.length === 0).length;
  const percent = verdicts.length === 0 ? "" : ` (${((good / verdicts.length) * 100).toFixed(1)} %)`;
  return `${good} of ${verdicts.length} hold${percent}`;
}
