/** What the host may call: see `KernelExports` in src/explorer/kernel.ts. */
export { answerAhead, beginAhead, findAhead, layOut } from "./ahead";
export { bytesUsed } from "./batch";
export { beSecond, claimNext, endHelp, finish } from "./cores";
export { limitTo } from "./memory";
export { addCodes, added, addRow, fieldsAt, findCodes, read, rowAt, scratchAt, size, valuesAt } from "./set";
export { addShortcut, dropShortcut, setChoices, setNode } from "./trees";
export { addChange, setLeaf } from "./leaves";
export { addToGroup } from "./ordering";
export {
  askForKind,
  choiceOf,
  codeIn,
  enterStep,
  findAll,
  leafOf,
  shiftOf,
  stepTotal,
  takeFresh,
  unitOf,
} from "./proposals";
export {
  add,
  addDifference,
  beginSteps,
  clear,
  endOf,
  fail,
  firstStep,
  lookForStandstills,
  setFacts,
  takeAllWhole,
} from "./steps";
export { readCodes } from "./set";
export {
  addEdge,
  beginState,
  dropOpenState,
  dropState,
  edgeCount,
  endState,
  expandedAt,
  expandedCount,
  firstEdge,
  lastEdge,
  isExpanded,
  kindNumber,
  marked,
  marksOf,
  setKind,
  setMarks,
  targetOf,
} from "./graph";
export {
  beginNumbers,
  depthFound,
  endsAt,
  keepNumbers,
  labelsAt,
  leavesAt,
  marksAt,
  markNumbered,
  originsAt,
  portionEdges,
  setsAt,
  targetsAt,
  writeLeaves,
  writePortion,
} from "./numbering";
export { finishedAt } from "./finished";
export { asleepAfter, beginIndependence, follow } from "./independence";
export { countTraces, orderAt, waysAt } from "./traces";
export { findRound, roundAt, roundStepsAt } from "./rounds";
export { beginBounding, edgeInto, endBounding, nodeBefore, rowNow, shiftAt, stepsNow } from "./waves";
export { expandOnce, limitStates } from "./expanding";
export { lookForRaces, setObserver, setRace } from "./questions";
export { advance, forgetMarks, revisit, run, visited } from "./bounding";
