// Half-open stretches of a text, in UTF-16 code units. The one coordinate used inside the core.

/** `start` inclusive, `end` exclusive; UTF-16 offsets into the original text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The span moved by `by` code units: function-relative spans become file spans this way. */
export function shift(s: Span, by: number): Span {
  return { start: s.start + by, end: s.end + by };
}
