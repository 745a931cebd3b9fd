// Documents are URIs outside and paths relative to their project's folder inside; this is where one becomes the other.

/** The path of `uri` relative to `folder`, with "/"; undefined if it is not inside. */
export function relativePath(folder: string, uri: string): string | undefined {
  const outer = canonical(folder);
  const inner = canonical(uri);
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined;
}

/** The URI of a path inside a folder, in the client's spelling of the folder. */
export function uriInside(folder: string, path: string): string {
  return `${withoutSlash(folder)}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** The folder a document is in, and its name there. */
export function splitUri(uri: string): { readonly folder: string; readonly name: string } {
  const slash = uri.lastIndexOf("/");
  if (slash < 0) return { folder: "", name: uri };
  return { folder: uri.slice(0, slash), name: decoded(uri.slice(slash + 1)) };
}

/** One spelling for the many a URI has: nothing percent-encoded, no slash at the end, a Windows drive in lower case. */
export function canonical(uri: string): string {
  return withoutSlash(decoded(uri)).replace(
    /^file:\/\/\/([A-Z]):/,
    (_, drive: string) => `file:///${drive.toLowerCase()}:`,
  );
}

function withoutSlash(uri: string): string {
  return uri.endsWith("/") ? uri.slice(0, -1) : uri;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
