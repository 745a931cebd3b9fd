// Builds HTML and SVG out of elements; text is escaped unless it is markup already.

export interface Markup {
  readonly markup: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly (Markup | string)[]): Markup {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const written = given.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("");
  const inside = join(children).markup;
  return {
    markup: inside === "" && !HAS_END.has(name) ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`,
  };
}

export function join(parts: readonly (Markup | string)[]): Markup {
  return { markup: parts.map((part) => (typeof part === "string" ? escaped(part) : part.markup)).join("") };
}

/** HTML elements that may be empty and yet need an end. */
const HAS_END: ReadonlySet<string> = new Set([
  "td",
  "th",
  "p",
  "pre",
  "code",
  "div",
  "ul",
  "button",
  "section",
  "meter",
]);

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(CONTROL, "\ufffd");
}

/** What XML cannot hold, not even escaped: control characters other than tabs and line ends. */
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;
