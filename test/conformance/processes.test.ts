import { describeTwins } from "./twins.js";

describeTwins({
  folder: "processes",
  atLeast: 42,
  several: ["queue-merge", "queue-empty-early", "pool-as-they-come", "executor-cancel", "executor-shut-down"],
});
