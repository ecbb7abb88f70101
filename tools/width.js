// How wide a text is: string-width needs tables that take longer to set up than many a report to write; most texts do without.

/** Characters that take one column each and do nothing to their neighbours. */
export const narrow =
  /^[ -~\xa1-\xa8\xaa-\xac\xaf-\u02ff\u2010-\u2027\u2030-\u203b\u203d-\u2048\u2190-\u2193\u21d2\u2500-\u25a9\u2713\u2717\u2800-\u28ff]*$/;

/** Colours. */
const styled = /\x1b\[[\d;]*m/g;

/** The modules that import string-width get this instead, which imports it when it has to. */
export const quickWidths = {
  name: "quick-widths",
  enforce: "pre",
  async resolveId(id, importer) {
    if (id !== "string-width" || importer.startsWith(PREFIX)) return null;
    const real = await this.resolve(id, importer, { skipSelf: true });
    return PREFIX + real.id;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return null;
    return `export default function width(text, options) {
  const plain = text.replace(${styled}, "");
  if (options === undefined && ${narrow}.test(plain)) return plain.length;
  return require(${JSON.stringify(id.slice(PREFIX.length))}).default(text, options);
}`;
  },
};

const PREFIX = "\0width:";
