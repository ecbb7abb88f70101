/** `str.format`: replacement fields `{name.attribute[index]!conversion:spec}`, specs with fields of their own. */
import type { Value } from "../value.js";
import { memberOf } from "./members.js";
import type { Heap, Keywords } from "./heap.js";
import { raise_ } from "./heap.js";
import { asciiOnly } from "./quoting.js";
import type { Given } from "./signature.js";
import { getItem } from "./subscripts.js";
import { format, repr, str } from "./text.js";

/** Finds a field's first part: a position or a name. */
type Lookup = (name: string) => Value;

export function formatText(heap: Heap, text: string, args: Given, keywords: Keywords): string {
  return expand(heap, text, numbered(args, keywords), 1);
}

export function formatMap(heap: Heap, text: string, mapping: Value): string {
  return expand(heap, text, (name) => getItem(heap, mapping, name), 1);
}

function numbered(args: Given, keywords: Keywords): Lookup {
  let next = 0;
  let style: "automatic" | "manual" | null = null;
  const use = (wanted: "automatic" | "manual"): void => {
    if (style !== null && style !== wanted)
      raise_(
        "ValueError",
        wanted === "manual"
          ? "cannot switch from automatic field numbering to manual field specification"
          : "cannot switch from manual field specification to automatic field numbering",
      );
    style = wanted;
  };
  return (name) => {
    if (name !== "" && !/^\d+$/.test(name))
      return Object.hasOwn(keywords, name) ? keywords[name] : raise_("KeyError", name);
    use(name === "" ? "automatic" : "manual");
    const index = name === "" ? next++ : Number(name);
    return (
      args[index] ??
      (index < args.length
        ? null
        : raise_("IndexError", `Replacement index ${index} out of range for positional args tuple`))
    );
  };
}

function expand(heap: Heap, text: string, lookup: Lookup, depth: number): string {
  if (depth < 0) raise_("ValueError", "Max string recursion exceeded");
  let result = "";
  for (let i = 0; i < text.length;) {
    const char = text[i];
    if ((char === "{" || char === "}") && text[i + 1] === char) {
      result += char;
      i += 2;
    } else if (char === "{") {
      const end = fieldEnd(text, i);
      result += field(heap, text.slice(i + 1, end), lookup, depth);
      i = end + 1;
    } else if (char === "}") raise_("ValueError", "Single '}' encountered in format string");
    else {
      result += char;
      i += 1;
    }
  }
  return result;
}

/** Where the field that opens at `start` closes. */
function fieldEnd(text: string, start: number): number {
  if (start + 1 >= text.length) raise_("ValueError", "Single '{' encountered in format string");
  let depth = 0;
  let bracket = false;
  let name = true;
  for (let i = start; i < text.length; i++) {
    if (name && i > start && !bracket && text[i] === "{") raise_("ValueError", "unexpected '{' in field name");
    if (!bracket && (text[i] === ":" || text[i] === "!")) name = false;
    if (text[i] === "[" && depth === 1) bracket = true;
    else if (text[i] === "]") bracket = false;
    else if (!bracket && text[i] === "{") depth += 1;
    else if (!bracket && text[i] === "}" && --depth === 0) return i;
  }
  return raise_("ValueError", "expected '}' before end of string");
}

function field(heap: Heap, text: string, lookup: Lookup, depth: number): string {
  const colon = specStart(text);
  const head = colon < 0 ? text : text.slice(0, colon);
  const bang = head.indexOf("!");
  const conversion = bang < 0 ? null : head.slice(bang + 1);
  const value = resolve(heap, bang < 0 ? head : head.slice(0, bang), lookup);
  const spec = colon < 0 ? "" : expand(heap, text.slice(colon + 1), lookup, depth - 1);
  return format(heap, conversion === null ? value : converted(heap, value, conversion), spec);
}

/** The colon that begins the spec; one inside brackets belongs to an index. */
function specStart(text: string): number {
  let bracket = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "[") bracket = true;
    else if (text[i] === "]") bracket = false;
    else if (text[i] === ":" && !bracket) return i;
  }
  return -1;
}

function converted(heap: Heap, value: Value, conversion: string): string {
  switch (conversion) {
    case "r":
      return repr(heap, value);
    case "s":
      return str(heap, value);
    case "a":
      return asciiOnly(repr(heap, value));
    case "":
      return raise_("ValueError", "unmatched '{' in format spec");
    default:
      return raise_(
        "ValueError",
        conversion.length > 1
          ? "expected ':' after conversion specifier"
          : `Unknown conversion specifier ${conversion}`,
      );
  }
}

function resolve(heap: Heap, path: string, lookup: Lookup): Value {
  const [first] = /^[^.[]*/.exec(path) ?? [""];
  let value = lookup(first);
  for (const match of path.slice(first.length).matchAll(/\.([^.[]*)|\[([^\]]*)\]|(.)/g)) {
    const [, attribute, index, other] = match as unknown as [string, string?, string?, string?];
    if (other !== undefined) raise_("ValueError", "Only '.' or '[' may follow ']' in format field specifier");
    if (attribute === "" || index === "") raise_("ValueError", "Empty attribute in format string");
    value =
      attribute === undefined
        ? getItem(heap, value, /^\d+$/.test(index ?? "") ? BigInt(index ?? 0) : (index ?? ""))
        : memberOf(heap, value, attribute);
  }
  return value;
}
