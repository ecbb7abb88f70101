/** `import a.b as c` and `from a import b as c`. */
import { endOfLine } from "./parse-block.js";
import type { Cursor } from "./parse-cursor.js";
import { newName, unclosed, unexpected } from "./parse-mistake.js";
import type { Import } from "./syntax.js";

type Names = Import["names"][number];

/** An import, without the end of its line. `import a.b` binds `a`: that is its alias. */
export function importStatement(c: Cursor): Import {
  const start = c.token.start;
  const names = c.advance().text === "import" ? modules(c) : members(c);
  return { kind: "Import", names, span: c.spanFrom(start) };
}

/** An import as a declaration. */
export function importDeclaration(c: Cursor): Import {
  const made = importStatement(c);
  c.accept(";");
  endOfLine(c);
  return made;
}

function modules(c: Cursor): Names[] {
  const names: Names[] = [];
  do {
    const module = dotted(c);
    const alias = c.accept("as") ? newName(c, "a name").text : (module.split(".")[0] ?? module);
    names.push({ module, name: null, alias });
  } while (c.accept(","));
  return names;
}

function dotted(c: Cursor): string {
  if (c.at(".") || c.at("..."))
    c.fail("E113", c.token, "Relative imports are not supported.", {
      hint: "A scenario is one file; import modules by name.",
    });
  let name = newName(c, "the name of a module").text;
  while (c.accept(".")) name += `.${newName(c, "the name of a module").text}`;
  return name;
}

function members(c: Cursor): Names[] {
  const module = dotted(c);
  if (!c.accept("import")) unexpected(c, "`import`");
  if (c.accept("*")) return [{ module, name: "*", alias: "*" }];
  const opening = c.at("(") ? c.advance() : null;
  if (opening !== null) c.openers.push(opening);
  const names = [member(c, module)];
  while (c.accept(",") && !c.at(")") && !c.atLineEnd) names.push(member(c, module));
  if (opening === null) return names;
  if (!c.at(")")) unclosed(c, opening, ")");
  c.openers.pop();
  c.advance();
  return names;
}

function member(c: Cursor, module: string): Names {
  const name = newName(c, "a name").text;
  const alias = c.accept("as") ? newName(c, "a name").text : name;
  return { module, name, alias };
}
