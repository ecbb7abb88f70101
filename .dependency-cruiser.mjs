// Imports point one way (docs: architecture). Each rule is proved by a file in test/tidy/broken that breaks it.

/** What each layer may import, besides itself. */
const layers = {
  kernel: [],
  programs: [],
  scheduler: ["programs"],
  explorer: ["scheduler", "programs"],
  timing: ["scheduler", "programs"],
  comparing: ["programs", "scheduler", "timing", "language"],
  language: ["programs"],
  shrinking: ["programs", "scheduler", "explorer", "language"],
  report: ["programs", "scheduler", "explorer", "timing", "comparing"],
  testing: ["programs", "scheduler", "explorer", "timing", "comparing", "language", "shrinking", "report"],
  web: ["programs", "scheduler", "explorer", "timing", "comparing", "language", "shrinking", "report"],
  cli: ["programs", "scheduler", "explorer", "timing", "comparing", "language", "shrinking", "report", "testing"],
};

const inside = (names) => `^src/(${names.join("|")})/`;

const layerRules = Object.entries(layers).map(([name, allowed]) => ({
  name: `${name}-imports-no-layer-above`,
  comment: `${name} may import ${allowed.join(", ") || "no other layer"}`,
  severity: "error",
  from: { path: `^src/${name}/` },
  to: { path: "^src/", pathNot: inside([name, ...allowed]) },
}));

export default {
  forbidden: [
    ...layerRules,
    {
      name: "no-cycles",
      comment: "types included",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "node-only-in-cli",
      comment: "all but cli runs in a browser",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "terminal-packages-only-in-cli",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { path: "node_modules/(yargs|picocolors)/|^(yargs|picocolors)$" },
    },
    {
      name: "only-declared-packages",
      comment: "nothing from devDependencies, nothing that is not in package.json",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    { name: "resolvable", severity: "error", from: { path: "^src/" }, to: { couldNotResolve: true } },
    {
      name: "one-barrel",
      comment: "src/index.ts is for those outside",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/index\\.ts$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
