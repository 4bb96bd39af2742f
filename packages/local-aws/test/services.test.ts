import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, parse, relative } from "node:path";

import { Roles } from "../src/iam/roles";
import { createMemoryStore } from "../src/kinesis/memory/store";
import { createServices, SERVICES, type Services } from "../src/services";
import { testEnvironment } from "./environment";

const SOURCE = join(__dirname, "../src");
const PACKAGE = join(__dirname, "../../..");

/** The folders of src/ that are no service. */
const NO_SERVICE = ["assumptions", "faults", "provider"];

function emptyServices(): Services {
  const environment = testEnvironment();
  return createServices({
    accountId: "123456789012",
    environment,
    roles: new Roles(),
    kinesisStore: createMemoryStore("123456789012", environment),
    kinesisLayers: [],
  });
}

/** The module of a type's token in the Pulumi AWS package, such as `restApi`, from its file's name, such as `rest-api`. */
const moduleOf = (name: string): string => name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());

const foldersOf = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const typeFilesOf = (directory: string): string[] =>
  readdirSync(directory)
    .map((file) => parse(file).name)
    .filter((name) => name !== "index" && name !== "fields")
    .sort();

describe("the services of the local AWS", () => {
  for (const folder of foldersOf(SOURCE).filter((name) => !NO_SERVICE.includes(name))) {
    it(`have ${folder}, because it has a folder`, () => {
      const list = relative(PACKAGE, join(SOURCE, "services.ts"));
      assert.ok(Object.hasOwn(SERVICES, folder), `${list}: list ${folder}, the folder beside it, in SERVICES`);
    });
  }

  for (const [service, { resources }] of Object.entries(emptyServices())) {
    const directory = join(SOURCE, service, "resources");

    it(`have a model in ${service} for each file of its resources/, and a file for each model`, () => {
      const list = relative(PACKAGE, join(directory, "index.ts"));
      const modelled = resources.map(({ type }) => type);
      const types = typeFilesOf(directory).map((name) => {
        const token = moduleOf(name);
        const type = `aws:${service}/${token}:${token.charAt(0).toUpperCase()}${token.slice(1)}`;
        assert.ok(modelled.includes(type), `${list}: list the model of ${type}, which ${name}.ts has`);
        return type;
      });
      assert.deepEqual([...modelled].sort(), types.sort());
    });

    it(`have in ${service} the inputs of each type in a file of its name`, () => {
      assert.deepEqual(typeFilesOf(join(SOURCE, service, "inputs")), typeFilesOf(directory));
    });
  }
});
