// How a table of facts travels (`tables/*.tsv`, each row with its source; `generated/*.ts` is the packed form): one text per table, read on
// the first look-up, so that a table nobody asks costs nothing. A new fact is a new row, never code. Exact names decide.

export interface PackedTable<Column extends string> {
  /** The first column is the key; a name may have several rows. */
  readonly columns: readonly [Column, ...Column[]];
  /** Texts that many cells share, one a line; a cell `#k` is the line number k (base 36), `#k~7` the same with its `%` as 7. */
  readonly words: string;
  /** One row a line, cells between tabs, trailing empty cells left out. */
  readonly rows: string;
}

export type Row<Column extends string> = Readonly<Record<Column, string>>;

export interface FactTable<Fact> {
  first(name: string): Fact | undefined;
  all(name: string): readonly Fact[];
  names(): Iterable<string>;
}

export function factTable<Column extends string, Fact>(
  packed: PackedTable<Column>,
  toFact: (row: Row<Column>) => Fact,
): FactTable<Fact> {
  const facts = new Map<string, readonly Fact[]>();
  let lines: ReadonlyMap<string, string> | undefined;
  let words: readonly string[] | undefined;

  const unread = (): ReadonlyMap<string, string> => {
    lines ??= linesByName(packed.rows);
    return lines;
  };
  const toRow = (line: string): Row<Column> => {
    words ??= packed.words.split("\n");
    return unpackRow(packed.columns, words, line);
  };
  const all = (name: string): readonly Fact[] => {
    // Most names that are asked for stand in no table.
    const text = unread().get(name);
    if (text === undefined) return NOTHING;
    const known = facts.get(name);
    if (known !== undefined) return known;
    const found = text.split("\n").map((line) => toFact(toRow(line)));
    facts.set(name, found);
    return found;
  };
  return { all, first: (name) => all(name)[0], names: () => unread().keys() };
}

const NOTHING: readonly never[] = [];

function linesByName(rows: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const line of rows.split("\n")) {
    const tab = line.indexOf("\t");
    const name = tab < 0 ? line : line.slice(0, tab);
    const before = lines.get(name);
    lines.set(name, before === undefined ? line : `${before}\n${line}`);
  }
  return lines;
}

function unpackRow<Column extends string>(
  columns: readonly Column[],
  words: readonly string[],
  line: string,
): Row<Column> {
  const cells = line.split("\t");
  const row: Partial<Record<Column, string>> = {};
  columns.forEach((column, i) => {
    row[column] = unpackCell(words, cells[i] ?? "");
  });
  return row as Row<Column>; // every column was just assigned
}

function unpackCell(words: readonly string[], cell: string): string {
  if (!cell.startsWith("#")) return cell;
  const [index = "", line = ""] = cell.slice(1).split("~");
  return (words[Number.parseInt(index, 36)] ?? "").replace("%", line);
}
