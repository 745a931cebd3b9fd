// A sequence of writes to a shared stream without a lock where the GIL is released. Page: ./unguarded-shared-io.md
import type { CallEffect } from "../effects/effect.ts";
import type { Evidence } from "../evidence/evidence.ts";
import {
  type Exposure,
  exposed,
  exposureOf,
  reaches,
  sharedStream,
  staticType,
  sureness,
  wayTo,
} from "../evidence/sharing.ts";
import { isTrace } from "../evidence/traces.ts";
import type { Confidence } from "../findings/finding.ts";
import type { FunctionRef } from "../summaries/symbols.ts";
import { type Analysed, isCallUse, type Use } from "../summaries/uses.ts";
import { lockedWrites } from "./remedies/lock.ts";
import { type Draft, defineRule, type Rule } from "./rule.ts";

export const unguardedSharedIo: Rule = defineRule({
  id: "unguarded-shared-io",
  group: "races",
  severity: "warning",
  since: "0.1.0",
  summary: "A sequence of writes to a shared stream without a lock where the GIL is released",
  fix: "unsafe",
  *check(evidence): Iterable<Draft> {
    for (const analysed of evidence.functions)
      for (const [stream, writes] of writesByStream(evidence, analysed)) {
        const first = sequenceIn(evidence, analysed, writes);
        if (first === undefined) continue;
        yield {
          ref: analysed.ref,
          span: first.use.effect.span,
          confidence: confidenceOf(evidence, analysed, stream, first),
          message: `${first.use.effect.callee} writes ${stream} in several steps without a lock while the GIL is released: other threads' output can come in between`,
          related: [...wayTo(evidence, analysed, first.exposure), ...others(evidence, analysed, first, writes)],
          remedies: (code) =>
            lockedWrites(
              { evidence, analysed, code },
              writes.map(({ use }) => use.effect.span),
              writes.every(({ use }) => isBuffered(use.effect.callee)) ? stream : null,
            ),
        };
      }
  },
});

interface Write {
  readonly use: Use<CallEffect>;
  readonly exposure: Exposure;
  /** Locks that may be held, but those of other streams: these guard nothing of this one. */
  readonly locks: readonly string[];
}

function writesByStream(evidence: Evidence, analysed: Analysed): ReadonlyMap<string, Write[]> {
  const result = new Map<string, Write[]>();
  for (const use of exposed(evidence, analysed)) {
    if (!isCallUse(use)) continue;
    const streams = streamsOf(evidence, analysed, use);
    const exposure = streams.length === 0 ? null : exposureOf(evidence, analysed, use);
    if (exposure === null || (exposure.context !== null && exposure.guarded)) continue;
    for (const stream of streams) {
      const locks = [...exposure.visit.before.mayLocks].filter(
        (lock) => lock === stream || !isStream(evidence, analysed, lock),
      );
      result.set(stream, [...(result.get(stream) ?? []), { use, exposure, locks }]);
    }
  }
  return result;
}

/** The stream a call writes, or those that the function it calls writes once. */
function streamsOf(evidence: Evidence, analysed: Analysed, use: Use<CallEffect>): string[] {
  const own = sharedStream(evidence, analysed, use.effect);
  if (own !== null) return [own];
  const target = evidence.program.target(use.effect, analysed.ref.path);
  if (target.kind !== "functions" || target.throughPointer) return [];
  const streams = new Set<string>();
  for (const ref of target.refs) {
    if (evidence.contexts.released(ref) === undefined) continue;
    const callee = evidence.program.analysed(ref);
    const writes = callee.uses
      .filter(isCallUse)
      .filter((inner) => inner.entry.length > 0 && inner.entry.every(({ before }) => before.mayLocks.size === 0));
    const written = writes.flatMap((inner) =>
      isTrace(evidence, callee, inner) ? [] : (sharedStream(evidence, callee, inner.effect) ?? []),
    );
    // A callee with a sequence of its own is reported there; a log's function is given a line at a time, which it writes whole.
    if (written.length === 1 && written[0] !== undefined && !isWholeLine(evidence, ref, use.effect))
      streams.add(written[0]);
  }
  return [...streams];
}

/** Whether a function that formats what it is given is given a text that ends its line. */
function isWholeLine({ program }: Evidence, { path, extent }: FunctionRef, { args }: CallEffect): boolean {
  const { start, end } = extent.params;
  const formats = /\.\.\.\s*$/.test(program.text(path).slice(start, end));
  return formats && args?.some(({ kind, text }) => kind === "literal" && text.endsWith('\\n"')) === true;
}

/** Where a sequence begins: that of a trace, which few ever see, only where there is no other. */
function sequenceIn(evidence: Evidence, analysed: Analysed, writes: readonly Write[]): Write | undefined {
  const plain = writes.filter(({ use }) => !isTrace(evidence, analysed, use));
  return (
    plain.find((write) => isSequence(analysed, write, plain)) ??
    writes.find((write) => isSequence(analysed, write, writes))
  );
}

/** Unlocked in a loop, or followed by another write that shares no lock with it. */
function isSequence(analysed: Analysed, { use, exposure, locks }: Write, writes: readonly Write[]): boolean {
  const isGuarded = exposure.guarded && (exposure.context !== null || locks.length > 0);
  if (!isGuarded && reaches(analysed, use.block, use.block)) return true;
  return writes.some(({ use: other, locks: then }) => {
    if (other === use || then.some((lock) => locks.includes(lock))) return false;
    return other.block === use.block ? other.index > use.index : reaches(analysed, use.block, other.block);
  });
}

/** What is locked is a stream, as by flockfile. */
function isStream(evidence: Evidence, analysed: Analysed, lock: string): boolean {
  const type = analysed.effects.locals[lock]?.type ?? staticType(evidence, analysed, lock) ?? "";
  return /^std(?:in|out|err)$/.test(lock) || /\bFILE\s*\*/.test(type);
}

function others(evidence: Evidence, { ref }: Analysed, first: Write, writes: readonly Write[]) {
  return writes
    .filter(({ use }) => use !== first.use)
    .slice(0, 3)
    .map(({ use }) => ({ ...evidence.at(ref, use.effect.span), message: "and written here" }));
}

function confidenceOf(evidence: Evidence, analysed: Analysed, stream: string, { use, exposure }: Write): Confidence {
  // What goes to stderr is mostly a diagnostic, and nobody parses it; a trace is one for certain.
  const isQuiet = stream === "stderr" || isTrace(evidence, analysed, use) || isCalledInTrace(evidence, exposure);
  return isQuiet ? "low" : sureness(evidence, analysed, use, exposure);
}

function isCalledInTrace(evidence: Evidence, { context }: Exposure): boolean {
  const caller = context?.caller ?? null;
  return caller !== null && isTrace(evidence, evidence.program.analysed(caller.ref), caller.use);
}

/** Whether a call writes a FILE, which can be locked. */
function isBuffered(callee: string): boolean {
  return /^v?f?printf$|^f?put[cs]$|^putc(?:har)?$|^fwrite$/.test(callee);
}
