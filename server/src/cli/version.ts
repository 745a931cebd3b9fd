// Which program this is. The bundler fills the names in; code that runs from source has neither.
declare const GILINT_VERSION: string | undefined;
declare const GILINT_BUILD: string | undefined;

export const VERSION: string = typeof GILINT_VERSION === "string" ? GILINT_VERSION : "0.0.0-source";

/** Differs between programs that may find different things: the cache's results are of one build. */
export const BUILD: string | undefined = typeof GILINT_BUILD === "string" ? GILINT_BUILD : undefined;
