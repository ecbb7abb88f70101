import { describeTwins } from "./twins.js";

describeTwins({
  folder: "processes",
  atLeast: 34,
  several: ["queue-merge", "queue-empty-early", "pool-as-they-come"],
});
