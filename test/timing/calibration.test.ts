// What a calibration file may say, what its schema says, and what is said of those that are wrong.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CalibrationError, faultOf, readCalibration, unmeasured } from "#sim/timing/calibration.js";
import { defaultCosts, noOverheads, parameterNames, parameters } from "#sim/timing/parameters.js";
import type { ParameterName } from "#sim/timing/parameters.js";

const schema = JSON.parse(
  readFileSync(new URL("../../src/timing/calibration.schema.json", import.meta.url), "utf8"),
) as { properties: { costs: { properties: Record<ParameterName, { description: string }> } } };
const fits = new Ajv({ strict: true, formats: { "date-time": true } }).compile(schema);

const document = (costs: object): object => ({ schema: 1, costs });
const read = (value: unknown): unknown => readCalibration(JSON.stringify(value), "c.json");

function complaint(text: string): string {
  try {
    readCalibration(text, "c.json");
  } catch (error) {
    if (error instanceof CalibrationError) return error.message;
    throw error;
  }
  return "none";
}

describe("reading a calibration", () => {
  test("what is measured counts, what is missing has its default", () => {
    expect(read(document({ lock: 4e-8, cores: 2 }))).toEqual({ ...defaultCosts, lock: 4e-8, cores: 2 });
    expect(read(document({}))).toEqual(defaultCosts);
  });

  test.each<[string, string]>([
    ['{"schema":1,"costs":{"lock":', "c.json is no calibration: it is not JSON, or not all of it"],
    ["", "c.json is no calibration: it is not JSON, or not all of it"],
    ['{"schema":1,"costs":{"lock":NaN}}', "c.json is no calibration: it is not JSON, or not all of it"],
    ["[]", "c.json is no calibration: it is no object"],
    ["null", "c.json is no calibration: it is no object"],
    ['{"costs":{}}', "c.json is no calibration of schema 1"],
    ['{"schema":2,"costs":{}}', "c.json is no calibration of schema 1"],
    ['{"schema":1}', "c.json: `costs` is no object"],
    ['{"schema":1,"costs":[]}', "c.json: `costs` is no object"],
    ['{"schema":1,"costs":{"lokc":1}}', "c.json: there is no parameter `lokc`"],
    ['{"schema":1,"costs":{"__proto__":1}}', "c.json: there is no parameter `__proto__`"],
    ['{"schema":1,"costs":{"lock":"1e-8"}}', 'c.json: `lock` is "1e-8", which is not a number'],
    ['{"schema":1,"costs":{"lock":null}}', "c.json: `lock` is null, which is not a number"],
    ['{"schema":1,"costs":{"lock":-1}}', "c.json: `lock` is -1, which is less than zero"],
    ['{"schema":1,"costs":{"lock":1e999}}', "c.json: `lock` is null, which is not a number"],
    ['{"schema":1,"costs":{"cores":1.5}}', "c.json: `cores` is 1.5, which is not a whole number"],
    ['{"schema":1,"costs":{"cores":0}}', "c.json: `cores` is 0, which is less than one"],
    ['{"schema":1,"costs":{"parallel_slowdown":0.5}}', "c.json: `parallel_slowdown` is 0.5, which is less than one"],
    ['{"schema":1,"costs":{"gil_requester_share":2}}', "c.json: `gil_requester_share` is 2, which is more than one"],
    ['{"schema":1,"costs":{"switch_interval":0}}', "c.json: `switch_interval` is 0, which is not more than zero"],
  ])("%s", (text, message) => {
    expect(complaint(text)).toBe(message);
  });

  test("no text whatever is anything but costs or a complaint", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((costs) => `{"schema":1,"costs":${costs}}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(typeof complaint(text)).toBe("string");
      }),
      { seed: 5 },
    );
  });
});

describe("the parameters", () => {
  test("defaults and an ideal machine's are possible values", () => {
    for (const costs of [defaultCosts, noOverheads])
      expect(parameterNames.filter((name) => faultOf(name, costs[name]) !== null)).toEqual([]);
  });

  test("what a calibration leaves out is named", () => {
    expect(unmeasured(defaultCosts)).toEqual([]);
    const { lock: _, ...others } = defaultCosts;
    expect(unmeasured(others)).toEqual(["lock"]);
  });
});

describe("the schema of the file", () => {
  test("knows the parameters, their units and their meanings", () => {
    const described = Object.entries(schema.properties.costs.properties).map(([name, { description }]) => [
      name,
      description,
    ]);
    expect(described).toEqual(
      parameterNames.map((name) => [name, `${parameters[name].unit}: ${parameters[name].meaning}`]),
    );
  });

  test("accepts and refuses the values that reading accepts and refuses", () => {
    const values = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -2, max: 3 }));
    fc.assert(
      fc.property(fc.constantFrom(...parameterNames), values, (name, value) => {
        expect(fits(document({ [name]: value }))).toBe(faultOf(name, value) === null);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  test("refuses another schema, unknown names and what is no cost", () => {
    expect(fits({ ...document({}), schema: 2 })).toBe(false);
    expect(fits(document({ lokc: 1 }))).toBe(false);
    expect(fits(document({ lock: "1" }))).toBe(false);
    expect(fits({ ...document({}), more: 1 })).toBe(false);
  });
});
