// The extension's entry.
export function activate(): void {}
