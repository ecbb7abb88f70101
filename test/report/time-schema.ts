// What the published schema says against a document of `sim time --json`, as a reader gets it; null: nothing.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

const schema = JSON.parse(
  readFileSync(new URL("../../src/report/time.schema.json", import.meta.url), "utf8"),
) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

export function timeErrors(document: unknown): unknown {
  validate(JSON.parse(JSON.stringify(document)));
  return validate.errors ?? null;
}
