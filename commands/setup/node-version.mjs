// Checks the version of Node against `engines` in package.json. It is plain JavaScript on Node alone, like
// commands/setup/index.mjs.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (file) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");

/**
 * Whether a version is in a range such as `^20.19.0 || ^22.13.0 || >=24.0.0`. It knows only `^` and `>=` with three
 * numbers.
 * @param {string} version
 * @param {string} range
 */
function isInRange(version, range) {
  const found = version.split(".").map(Number);
  return range.split(" || ").some((part) => {
    const [, operator, ...numbers] = /^(\^|>=)(\d+)\.(\d+)\.(\d+)$/.exec(part) ?? [];
    if (operator === undefined)
      throw new Error(`engines.node in package.json: "${part}" is neither ^1.2.3 nor >=1.2.3.`);
    const least = numbers.map(Number);
    if (operator === "^" && found[0] !== least[0]) return false;
    const different = least.findIndex((number, index) => found[index] !== number);
    return different < 0 || found[different] > least[different];
  });
}

/**
 * Says what is wrong with a version of Node, and what to do. Undefined if the version is good.
 * @param {string} version
 */
export function nodeProblem(version = process.versions.node) {
  const range = JSON.parse(read("package.json")).engines.node;
  if (isInRange(version, range)) return undefined;
  return `Node ${version} found, but this project needs ${range}. Install Node ${read(".node-version").trim()} and try again.`;
}
