import { describeTwins } from "./twins.js";

describeTwins({ folder: "asyncio", atLeast: 25, several: ["sleeps", "sleeps-together", "time-out-or-result"] });
