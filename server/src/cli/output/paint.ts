// Colours for a terminal, and making text from files harmless in it.
import type { Severity } from "../../core/findings/finding.ts";

export type Style = "bold" | "dim" | "red" | "yellow" | "blue" | "cyan" | "green";

export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

export const colours: Paint = (style, text) => (text === "" ? "" : `\u001B[${CODES[style]}m${text}\u001B[0m`);

export const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  info: "blue",
  hint: "dim",
};

const CODES: Readonly<Record<Style, number>> = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36, green: 32 };

/** Characters that could steer the terminal become visible: controls their pictures, tabs blanks, changes of direction a mark. */
export function harmless(text: string): string {
  return text
    .replaceAll("\t", "    ")
    .replace(/\p{Cc}/gu, (c) => (c < " " ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : "\uFFFD"))
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "\uFFFD");
}

/** Columns a text takes in a terminal: most East Asian characters and emoji take two, combining marks none. */
export function columns(text: string): number {
  let width = 0;
  for (const c of text) width += ZERO_WIDE.test(c) ? 0 : TWO_WIDE.test(c) ? 2 : 1;
  return width;
}

const ZERO_WIDE = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const TWO_WIDE =
  /^[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]$/u;
