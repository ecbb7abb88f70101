// docs/semantics.md, printed from the library (src/language/manual). After `npm run build`:
//
//     node tools/semantics.js           writes the page
//     node tools/semantics.js --check   says whether it differs from what would be written (the tests do this)
import { readFileSync, writeFileSync } from "node:fs";
import { semanticsPage } from "../dist/language/manual/page.js";

const page = new URL("../docs/semantics.md", import.meta.url);
const now = semanticsPage();
if (!process.argv.includes("--check")) writeFileSync(page, now);
else if (readFileSync(page, "utf8") !== now) {
  console.log("docs/semantics.md differs from what `node tools/semantics.js` writes");
  process.exitCode = 1;
}
