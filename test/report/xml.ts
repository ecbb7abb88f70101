// Whether a text is well-formed XML, as far as the pictures go: elements, attributes, text, the five entities.
const ENTITY = "&(?:amp|lt|gt|quot|apos);";
const TAG = new RegExp(`^<(/?)([a-zA-Z]+)((?: [a-zA-Z-]+="(?:[^"<&]|${ENTITY})*")*)(/?)>`);
const TEXT = new RegExp(`^(?:[^<&]|${ENTITY})+`);

/** What is wrong, with what follows; null: nothing. */
export function malformed(text: string): string | null {
  const open: string[] = [];
  let rest = text;
  while (rest !== "") {
    const tag = TAG.exec(rest);
    const found = tag ?? TEXT.exec(rest);
    if (found === null) return `neither a tag nor text: ${rest.slice(0, 60)}`;
    if (tag !== null) {
      const [, closing, name = "", attributes = "", empty] = tag;
      const names = [...attributes.matchAll(/ ([a-zA-Z-]+)="/g)].map(([, attribute]) => attribute);
      if (new Set(names).size < names.length) return `twice the same attribute: ${tag[0]}`;
      if (closing === "/" && open.pop() !== name) return `closes what is not open: ${tag[0]}`;
      if (closing !== "/" && empty !== "/") open.push(name);
    }
    rest = rest.slice(found[0].length);
  }
  return open.length === 0 ? null : `left open: ${open.join(" ")}`;
}
