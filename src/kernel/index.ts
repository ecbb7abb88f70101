/** What the host may call: see `KernelExports` in src/explorer/kernel.ts. */
export { bytesUsed, limitTo } from "./memory";
export { addCodes, added, addRow, fieldsAt, findCodes, read, rowAt, scratchAt, size, valuesAt } from "./set";
export { addShortcut, dropShortcut, setChoices, setNode } from "./trees";
export {
  add,
  addChange,
  addDifference,
  addToGroup,
  askForKind,
  beginSteps,
  choiceOf,
  clear,
  codeIn,
  endOf,
  enterStep,
  fail,
  findAll,
  firstStep,
  layOut,
  leafOf,
  lookForStandstills,
  setFacts,
  setLeaf,
  shiftOf,
  stateTotal,
  stepTotal,
  takeAllWhole,
  takeFresh,
  unitOf,
} from "./steps";
export { readCodes } from "./set";
export {
  addEdge,
  beginNumbers,
  beginState,
  degree,
  depthFound,
  dropOpenState,
  dropState,
  edgeCount,
  endState,
  expandedAt,
  expandedCount,
  firstEdge,
  isExpanded,
  keepNumbers,
  kindNumber,
  lastEdge,
  marked,
  marksOf,
  originsAt,
  portionAt,
  setKind,
  setMarks,
  targetOf,
  writePortion,
} from "./graph";
export { beginBounding, edgeInto, endBounding, nodeBefore, rowNow, shiftAt, stepsNow } from "./waves";
export { begin, limitStates, lookForRaces, setObserver, setRace } from "./expanding";
export { advance, forgetMarks, revisit, run, visited } from "./bounding";
