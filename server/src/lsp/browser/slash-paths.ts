// Stands in for Node's paths in a browser: absolute paths with "/", which is all that reading a configuration takes.
const sep = "/";

function dirname(path: string): string {
  const at = path.lastIndexOf(sep);
  return at <= 0 ? sep : path.slice(0, at);
}

function basename(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1);
}

function join(...parts: readonly string[]): string {
  return parts.join(sep).replace(/\/+/g, sep);
}

/** The last absolute path, and what follows it. */
function resolve(...parts: readonly string[]): string {
  const from = parts.findLastIndex((part) => part.startsWith(sep));
  return join(...parts.slice(Math.max(0, from)));
}

function relative(from: string, to: string): string {
  return to.startsWith(`${from}${sep}`) ? to.slice(from.length + 1) : to;
}

interface Paths {
  readonly sep: string;
  readonly dirname: (path: string) => string;
  readonly basename: (path: string) => string;
  readonly join: (...parts: readonly string[]) => string;
  readonly resolve: (...parts: readonly string[]) => string;
  readonly relative: (from: string, to: string) => string;
}

const path: Paths = { sep, dirname, basename, join, resolve, relative };
export default path;
