/** Bundles a TypeScript file, named from the project's folder, and gives the bundle's path. */
export function bundle(file: string): Promise<string>;
/** Bundles a TypeScript file, named from the project's folder, and loads it. */
export function load(file: string): Promise<unknown>;
