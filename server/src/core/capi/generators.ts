// Programs that write C: how what they wrote is recognised, and which of its functions are the program's own.

import { generators } from "./generated/generators.ts";
import { factTable } from "./packed-table.ts";

/**
 * Whose words a stretch of generated C is in: a `person`'s, copied; the generator's about something a person declared (`wrapper`);
 * or the generator's own (`runtime`).
 */
export type Maker = "person" | "wrapper" | "runtime";

/** A program that writes C, as the text it left at the top of a file says. */
export interface Writer {
  /** As settings name it. */
  readonly generator: string;
  /** As it calls itself. */
  readonly called: string;
  /** What a person writes for it. */
  readonly written: string;
  /** Whose words what it leaves without a mark and without a name of its own is in. */
  readonly unmarked: Maker;
}

/** The program that wrote a file; null where it was a person. */
export function writerOf(text: string): Writer | null {
  titles ??= readTitles();
  const head = text.slice(0, TITLE_WITHIN);
  return titles.find(({ title }) => head.includes(title))?.writer ?? null;
}

let titles: readonly { readonly title: string; readonly writer: Writer }[] | null = null;

function readTitles(): NonNullable<typeof titles> {
  return [...facts.names()].flatMap((generator) => {
    const [called = "", written = "", unmarked = ""] = ["called", "written", "unmarked"].flatMap((role) =>
      textsOf(generator, role),
    );
    const writer = { generator, called, written, unmarked: MAKERS.find((maker) => maker === unmarked) ?? "person" };
    return textsOf(generator, "title").map((title) => ({ title, writer }));
  });
}

/** Where the names are a generator's own, the longest beginning that fits tells; null for all other names. */
export function makerOfName(generator: string, qualified: string): Maker | null {
  let maker: Maker | null = null;
  let longest = 0;
  for (const { role, text } of facts.all(generator)) {
    if ((role !== "runtime" && role !== "wrapper") || text.length <= longest || !qualified.startsWith(text)) continue;
    maker = role;
    longest = text.length;
  }
  return maker;
}

/** Whether a mark in the generator's C names a person's file, rather than a piece of the generator itself. */
export function isSourceOf(generator: string, file: string): boolean {
  const endings = textsOf(generator, "source");
  return endings.length === 0 || endings.some((ending) => file.endsWith(ending));
}

/** A project's own notice may stand above the title. */
const TITLE_WITHIN = 800;
const MAKERS: readonly Maker[] = ["person", "wrapper", "runtime"];

const facts = factTable(generators, ({ role, text }) => ({ role, text }));

function textsOf(generator: string, role: string): readonly string[] {
  return facts.all(generator).flatMap((fact) => (fact.role === role ? [fact.text] : []));
}
