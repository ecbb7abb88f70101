/** What a node of a decision tree may ask for, and the numbers that stand for it in the tables. */

export const needKinds = ["global", "object", "status", "unit", "objects", "units", "choice", "clock"] as const;
export type NeedKind = (typeof needKinds)[number];
export const needCodes: Readonly<Record<NeedKind, number>> = {
  global: 0,
  object: 1,
  status: 2,
  unit: 3,
  objects: 4,
  units: 5,
  choice: 6,
  clock: 7,
};
