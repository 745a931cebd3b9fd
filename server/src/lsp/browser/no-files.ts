// Stands in for Node's file system in a browser, where there is none: nothing exists, and nothing can be read.
export function existsSync(): boolean {
  return false;
}

export function readFileSync(): never {
  return unreadable();
}

export function readdirSync(): never {
  return unreadable();
}

export function statSync(): never {
  return unreadable();
}

function unreadable(): never {
  throw new Error("there are no files in a browser");
}
