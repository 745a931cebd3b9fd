// What functions are asked for before any is parsed.

/** What a name says about a function that mentions it. */
export const Trait = {
  /** Releases or takes the GIL. */
  transition: 1,
  /** Registers a callback. */
  registration: 2,
  /** Waits long enough to be worth a finding. */
  blocking: 4,
  /** C-API that needs the GIL. */
  api: 8,
  /** A lock is taken or given back. */
  lock: 16,
  /** A stream is written, static state changed, or a library function used that is not thread-safe, or works on a handle. */
  shared: 32,
  /** Ends the process or jumps away: a function that mentions it may not return. */
  noReturn: 64,
  /** Calls a function of the workspace, jumps, or writes a field: for macros, which have to be read where they are used then. */
  behaviour: 128,
  /** Does not return before a callback of some library has run. */
  callbackWait: 256,
  /** C++: has to do with what holds Python objects, which are copied and destroyed with it. */
  holder: 512,
} as const;
