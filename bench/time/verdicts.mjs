/**
 * Predictions against measurements. A row is a program: { name, recommended, cells: [{ strategy, predicted, measured }] },
 * seconds, `predicted` and `recommended` null where there is none.
 */
import { median } from "../table.mjs";

const asked = { programs: 20, median: 0.05, most: 0.15, margin: 0.1 };

/** How far off a prediction is, of what was measured: 0.05 is 5 % too long; null without a prediction. */
export function errorOf({ predicted, measured }) {
  return predicted === null ? null : predicted / measured - 1;
}

/** The fastest strategy, and how much longer the next one took, of its time; a lone one has no rival. */
export function best({ cells }) {
  const [first, second] = [...cells].sort((a, b) => a.measured - b.measured);
  return { strategy: first.strategy, margin: second === undefined ? null : second.measured / first.measured - 1 };
}

/** What was asked, what came of it, and whether that is enough; null where something was not measured. */
export function requirements(rows) {
  const cells = rows.flatMap((row) => row.cells.map((cell) => ({ ...cell, name: `${row.name}, ${cell.strategy}` })));
  const errors = cells.map((cell) => ({ name: cell.name, error: errorOf(cell) }));
  const predicted = errors.length > 0 && errors.every(({ error }) => error !== null);
  return [
    {
      asked: `at least ${asked.programs} programs over all strategies`,
      said: `${rows.length} programs, ${cells.length} predictions`,
      met: rows.length >= asked.programs,
    },
    ...(predicted ? accuracy(errors) : [missing("accuracy of the predictions")]),
    recommendations(rows),
  ];
}

function missing(what) {
  return { asked: what, said: "–", met: null };
}

function accuracy(errors) {
  const sizes = errors.map(({ error }) => Math.abs(error));
  const worst = errors.reduce((a, b) => (Math.abs(b.error) > Math.abs(a.error) ? b : a));
  const over = sizes.filter((size) => size > asked.most).length;
  const middle = median(sizes);
  return [
    { asked: `median error under ${percent(asked.median)}`, said: percent(middle), met: middle < asked.median },
    {
      asked: `no error over ${percent(asked.most)}`,
      said: `${over} of ${errors.length}; at worst ${signed(worst.error)} (${worst.name})`,
      met: over === 0,
    },
  ];
}

function recommendations(rows) {
  const what = `the strategy that is recommended is the fastest, wherever the next takes over ${percent(asked.margin)} longer`;
  const clear = rows.map((row) => ({ ...row, ...best(row) })).filter(({ margin }) => margin > asked.margin);
  if (clear.length === 0 || clear.some(({ recommended }) => recommended === null)) return missing(what);
  const wrong = clear.filter(({ recommended, strategy }) => recommended !== strategy);
  const named = wrong.map(({ name, recommended, strategy }) => `${name}: ${recommended} for ${strategy}`);
  const said = [`${clear.length - wrong.length} of ${clear.length} programs`, ...named].join("; ");
  return { asked: what, said, met: wrong.length === 0 };
}

/** "5 %", "4.7 %" */
export function percent(share) {
  return `${Number((100 * share).toFixed(1))} %`;
}

/** "+4.7 %"; "–" for what there is not. */
export function signed(share) {
  return share === null ? "–" : `${share > 0 ? "+" : share < 0 ? "−" : ""}${percent(Math.abs(share))}`;
}
