// What changes the GIL, joined from the careful reading (transitions.tsv, guards.tsv) and the researched rows it was read from.

/** The researched table tells in words what a wrapper does; transitions.tsv is the careful reading of those words. */
export function transitionRows(read) {
  const facts = factsByName(read("facts/gil_transitions.tsv"));
  return read("transitions.tsv").map((row) => {
    const fact = facts.get(row.name);
    if (!fact) throw new Error(`transitions.tsv: ${row.name} is in no researched row`);
    return {
      ...row,
      pairs: partners(fact, row.name).join(" "),
      project: fact.project,
      note: fact.note,
      source: fact.source,
    };
  });
}

export function guardRows(read) {
  const facts = factsByName(read("facts/gil_transitions.tsv"));
  return read("guards.tsv").map((row) => {
    if (row.source) return row;
    const fact = facts.get(row.fact);
    if (!fact) throw new Error(`guards.tsv: ${row.fact} is in no researched row`);
    return { ...row, project: fact.project, note: fact.note, source: fact.source };
  });
}

/** One researched row may hold several names: `A B` or `F(x)`. */
function factsByName(rows) {
  return new Map(rows.flatMap((row) => names(row.name).map((name) => [name, row])));
}

function partners(fact, name) {
  return fact.pairs_with === "each other" ? names(fact.name).filter((other) => other !== name) : names(fact.pairs_with);
}

/** Words that can only be names: `or` and `destructor` are not. */
const names = (text) =>
  text
    .split(/[\s+]+/)
    .map((word) => word.replace(/\(.*$/, ""))
    .filter((word) => /^[A-Za-z_][\w:]*$/.test(word) && /_|::|[A-Z].*[A-Z]/.test(word));
