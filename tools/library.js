// After the compiler: the library, parsed and lowered once and for all (src/language/lower/shipped.ts).
import { writeFileSync } from "node:fs";
import { lowerExpression } from "../dist/language/lower/expressions.js";
import { packed } from "../dist/language/lower/facts.js";
import { library, libraryNames } from "../dist/language/lower/library.js";
import { factsOf } from "../dist/language/lower/members.js";
import { lowerBody } from "../dist/language/lower/statements.js";

const rules = { expression: lowerExpression, body: lowerBody };

/** Functions, so that a process reads only the text of what it uses. */
const modules = libraryNames().map((name) => {
  const { members, imports } = library(name);
  const shown = [...members.values()].map((member) => {
    const facts = packed(factsOf(member, rules)).replace(/['\\]/g, "\\$&");
    return `${JSON.stringify(member.ownName)}: ["${member.kind}", () => '${facts}'],\n`;
  });
  return `${JSON.stringify(name)}: () => ({
imports: ${JSON.stringify(Object.fromEntries(imports))},
members: {\n${shown.join("")}} }),\n`;
});

writeFileSync(
  new URL("../dist/language/lower/shipped.js", import.meta.url),
  `export const shipped = {\n${modules.join("")}};\n`,
);
