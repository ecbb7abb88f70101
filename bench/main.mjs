/**
 *     npm run bench                    the searching engine by itself
 *     npm run bench -- check           the models of peers/ against one another: verdicts and numbers of states
 *     npm run bench -- peers           against other model checkers
 *     npm run bench -- scale           like units, and large spaces
 *     npm run bench -- curve           what it costs as a model grows
 *     npm run bench -- cores           what a second core is worth
 *     npm run bench -- time            predicted times against a real Python; `--python` names another than python3
 *
 * `--quick` takes small sizes once, `--once` all sizes once (peers), `--write` puts the tables into docs/performance.md; `npm run bench:docs` makes them all.
 */
const scripts = ["search", "check", "peers", "scale", "curve", "cores", "time"];
const words = process.argv.slice(2);
const named = words.filter((word, index) => !word.startsWith("--") && words[index - 1] !== "--python");
const unknown = named.find((name) => !scripts.includes(name));
if (unknown !== undefined) {
  console.error(`bench: no script ${unknown}; there are ${scripts.join(", ")}`);
  process.exit(2);
}
for (const name of named.length === 0 ? ["search"] : named) await import(`./${name}.mjs`);
