import { describeTwins } from "./twins.js";

describeTwins({
  folder: "futures",
  atLeast: 28,
  several: ["as-completed-finished-first", "idle-worker-or-new-one", "map-error-cancels"],
});
