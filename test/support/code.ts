// The code of the first body in a text, as fixes read it; no macros, no changes of the GIL.
import { type Code, readCode } from "../../server/src/core/fixes/code.ts";
import { mask } from "../../server/src/core/mask/mask.ts";
import { span } from "../../server/src/core/text/span.ts";

/** From the first brace to the end of the text. */
export function codeIn(text: string): Code {
  const body = span(text.indexOf("{"), text.length);
  const masked = mask(text.slice(body.start, body.end), {
    language: "c",
    macros: { get: () => undefined },
    isTransition: () => false,
  });
  const code = readCode(text, body, masked.text);
  if (code === null) throw new Error("not read");
  return code;
}
