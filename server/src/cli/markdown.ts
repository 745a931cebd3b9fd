// A rule's page for the terminal: the part of Markdown that pages are written in.
import { columns, type Paint } from "./output/paint.ts";

/** Wrapped to `width` columns; code is indented and never wrapped. */
export function renderMarkdown(markdown: string, width: number, paint: Paint): string {
  const blocks: string[] = [];
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length; ) {
    const { block, next } = readBlock(lines, at, width, paint);
    if (block !== undefined) blocks.push(block);
    at = next;
  }
  return `${blocks.join("\n\n")}\n`;
}

interface Read {
  readonly block: string | undefined;
  readonly next: number;
}

function readBlock(lines: readonly string[], at: number, width: number, paint: Paint): Read {
  const line = lines[at] ?? "";
  if (line.trim() === "") return { block: undefined, next: at + 1 };
  if (/^\s*(```|~~~)/.test(line)) return readCode(lines, at, paint);
  const heading = /^#+\s+(.*)$/.exec(line);
  if (heading !== null)
    return {
      block: paint(
        "bold",
        inline(heading[1] ?? "", (_, text) => text),
      ),
      next: at + 1,
    };
  if (line.startsWith("|")) return readTable(lines, at, paint);
  return readParagraphs(lines, at, width, paint);
}

function readCode(lines: readonly string[], at: number, paint: Paint): Read {
  const fence = /^\s*(```+|~~~+)/.exec(lines[at] ?? "")?.[1] ?? "```";
  let next = at + 1;
  while (next < lines.length && lines[next]?.trim() !== fence) next++;
  const code = lines.slice(at + 1, next).map((line) => (line === "" ? "" : `    ${paint("cyan", line)}`));
  return { block: code.join("\n"), next: next + 1 };
}

function readTable(lines: readonly string[], at: number, paint: Paint): Read {
  let next = at;
  while (lines[next]?.startsWith("|") === true) next++;
  const rows = lines
    .slice(at, next)
    .filter((line) => !/^\|[\s|:-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split("|")
        .map((cell) => inline(cell.trim(), (_, text) => text)),
    );
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ""))));
  const text = rows.map((row, index) => {
    const cells = row.map((cell, i) => cell + " ".repeat(Math.max(0, (widths[i] ?? 0) - columns(cell))));
    const joined = cells.join("  ").trimEnd();
    return index === 0 ? paint("bold", joined) : joined;
  });
  return { block: text.join("\n"), next };
}

/** Lines up to an empty one: a paragraph, or the items of a list. */
function readParagraphs(lines: readonly string[], at: number, width: number, paint: Paint): Read {
  const items: { mark: string; words: string[] }[] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = lines[next] ?? "";
    if (line.trim() === "" || /^(#|\s*```|\s*~~~|\|)/.test(line)) break;
    const item = /^(\s*(?:[-*+]|\d+\.)\s+|>\s?)(.*)$/.exec(line);
    const words = (item?.[2] ?? line).trim().split(/\s+/);
    if (item !== null || items.length === 0) items.push({ mark: item?.[1] ?? "", words });
    else items.at(-1)?.words.push(...words);
  }
  const text = items.map(({ mark, words }) => wrap(mark, inline(words.join(" "), paint), width));
  return { block: text.join("\n"), next };
}

/** `mark` before the first line, as many blanks before the others. */
function wrap(mark: string, text: string, width: number): string {
  const indent = " ".repeat(mark.length);
  const lines: string[] = [];
  let line = mark;
  let used = mark.length;
  for (const word of text.split(" ")) {
    const length = columns(word.replace(ESCAPES, ""));
    const isFirst = line.trim() === mark.trim();
    if (!isFirst && used + 1 + length > width) {
      lines.push(line);
      line = indent + word;
      used = indent.length + length;
    } else {
      line += isFirst ? word : ` ${word}`;
      used += (isFirst ? 0 : 1) + length;
    }
  }
  return [...lines, line].join("\n");
}

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");

/** Code, emphasis and links of one line. */
function inline(text: string, paint: Paint): string {
  return text.replace(
    /`([^`]+)`|\[((?:`[^`]*`|[^\]`])+)\]\(([^)]+)\)|<(https?:[^>]+)>|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g,
    (whole, code?: string, label?: string, target?: string, address?: string, strong?: string, stressed?: string) => {
      if (code !== undefined) return paint("cyan", code);
      if (label !== undefined) return `${inline(label, paint)} (${target})`;
      if (strong !== undefined)
        return paint(
          "bold",
          inline(strong, (_, inner) => inner),
        );
      return address ?? stressed ?? whole;
    },
  );
}
