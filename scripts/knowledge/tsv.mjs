// Tab-separated tables with a header row: reading, writing, joining.

/** Rows as objects keyed by the header. `where` names the table in errors. */
export function readTable(text, where) {
  const [header, ...lines] = text
    .replace(/\r\n/g, "\n")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const columns = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    if (cells.length > columns.length) throw new Error(`${where}: more cells than columns: ${line}`);
    return Object.fromEntries(columns.map((column, i) => [column, (cells[i] ?? "").trim()]));
  });
}

export function writeTable(columns, rows) {
  const line = (row) => columns.map((column) => row[column] ?? "").join("\t");
  return `${[columns.join("\t"), ...rows.map(line)].join("\n")}\n`;
}

export const byKey = (rows, key = "name") => new Map(rows.map((row) => [row[key], row]));
