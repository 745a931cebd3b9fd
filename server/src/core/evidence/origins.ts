// Where the C in generated files comes from: whose words it is in, and which line of which source it was made of.

import { isSourceOf, type Maker, makerOfName, type Writer, writerOf } from "../capi/generators.ts";
import type { Location, Related } from "../findings/finding.ts";
import type { IndexedFile } from "../mask/file-index.ts";
import type { Program } from "../summaries/program.ts";
import { contains, type Span, span } from "../text/span.ts";

/** A mark of the generator's: from here on the C was made of line `line` of `file`. */
interface Mark {
  readonly span: Span;
  readonly file: string;
  readonly line: number;
  /** `#line`: each line below is one further on. */
  readonly counts: boolean;
}

interface Generated extends IndexedFile {
  readonly writer: Writer;
}

export class Origins {
  readonly #program: Program;
  readonly #files = new Map<string, Generated | null>();
  readonly #marks = new Map<string, readonly Mark[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  isGenerated(path: string): boolean {
    return this.#generated(path) !== null;
  }

  /**
   * Whether a person can do something about a mistake at the first of these places, which the others lead to: it takes a person's code,
   * or at least what a generator made of a person's declaration. What it does with its own functions only is its own affair.
   */
  concernsAPerson(places: readonly Location[]): boolean {
    const makers = places.map((place) => this.#makerAt(place));
    return makers.includes("person") || !makers.includes("runtime");
  }

  /** In a person's own words. */
  isWritten(place: Location): boolean {
    return this.#makerAt(place) === "person";
  }

  /** Says where the place was written, if not there. */
  notes(place: Location): readonly Related[] {
    const file = this.#generated(place.path);
    if (file === null) return [];
    const { text, writer } = file;
    const mark = this.#markAt(file, place.span.start);
    if (mark === null) {
      const title = text.search(/\S/);
      const message = `${writer.called} wrote this file: change the ${writer.written} it was made of`;
      return [{ path: place.path, span: span(title, title + 2), message }];
    }
    const line = mark.line + (mark.counts ? linesBetween(text, mark.span.end, place.span.start) : 0);
    return [{ path: place.path, span: mark.span, message: `${writer.called} made this of ${mark.file}, line ${line}` }];
  }

  #makerAt(place: Location): Maker {
    const file = this.#generated(place.path);
    if (file === null) return "person";
    const { generator, unmarked } = file.writer;
    const fn = file.index.functions.find((one) => contains(one.span, place.span));
    const scope = fn?.cplusplus?.scope ?? "";
    const named = makerOfName(generator, `${scope === "" ? "" : `${scope}::`}${fn?.name ?? ""}`);
    if (named !== null) return named;
    if (this.#markAt(file, place.span.start) !== null) return "person";
    return fn === undefined ? "wrapper" : unmarked;
  }

  /** The mark that says which person's source the place was made of. Cython's hold for the function they stand in or above. */
  #markAt(file: Generated, at: number): Mark | null {
    const { path, functions } = file.index;
    const mark = this.#marksOf(file).findLast(({ span: { start } }) => start < at);
    // SIP marks its own lines with the file they stand in, under whatever path it was written to.
    if (mark === undefined || mark.file === baseName(path)) return null;
    if (!isSourceOf(file.writer.generator, mark.file)) return null;
    if (mark.counts) return mark;
    return functions.some(({ span: { end } }) => mark.span.start < end && end <= at) ? null : mark;
  }

  #marksOf({ index: { path }, text }: Generated): readonly Mark[] {
    let marks = this.#marks.get(path);
    if (marks === undefined) {
      marks = [...text.matchAll(MARKS)].map((found): Mark => {
        const [whole, directive, directed = "", named = "", commented] = found;
        const counts = directive !== undefined;
        return {
          span: span(found.index, found.index + whole.trimEnd().length),
          file: baseName(counts ? directed : named),
          line: Number(counts ? directive : commented),
          counts,
        };
      });
      this.#marks.set(path, marks);
    }
    return marks;
  }

  #generated(path: string): Generated | null {
    let known = this.#files.get(path);
    if (known === undefined) {
      const file = this.#program.files.get(path);
      const writer = file === undefined ? null : writerOf(file.text);
      known = file === undefined || writer === null ? null : { ...file, writer };
      this.#files.set(path, known);
    }
    return known;
  }
}

/** `#line 12 "word.sip"`; Cython's comment `/* "box.pyx":12` at the end of a line. */
const MARKS = /^[ \t]*#[ \t]*line[ \t]+(\d+)[ \t]+"([^"\n]*)"|\/\* "([^"\n]+)":(\d+)\r?$/gm;

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function linesBetween(text: string, from: number, to: number): number {
  return text.slice(from, to).split("\n").length - 2;
}
