// Which language a file is in, by its name.

export type Language = "c" | "cpp";

/** By the file's name; undefined for what is no source. `.h` is C until something says otherwise. */
export function languageOf(path: string): Language | undefined {
  return LANGUAGES.get(path.slice(path.lastIndexOf(".")));
}

/** Whether other files include it, by its name. */
export function isHeader(path: string): boolean {
  return /\.h[\w+]*$/.test(path);
}

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  [".c", "c"],
  [".h", "c"],
  ...[".cc", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx", ".h++", ".ipp", ".tpp"].map(
    (name) => [name, "cpp"] as const,
  ),
]);
