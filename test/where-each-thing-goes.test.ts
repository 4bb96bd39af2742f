import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { FAULT_NAMES } from "@aerospike-kinesis/local-aws/faults";

import { ACTION_NAMES } from "../commands/soak/actions";
import { EXPECTED_ALARMS } from "../commands/soak/expected-alarms";
import { PROFILES } from "../commands/soak/profiles";
import { apiModel } from "../components/api/model";
import { alarmsOf } from "../components/observability/alarms";
import { Pipeline } from "../components/pipeline";
import { createStageDashboard } from "../components/stage-dashboard";
import { parseSettings } from "../config/parse";
import { settingsSchema } from "../config/schema";
import { streamSchema } from "../config/stream-schema";
import { MET } from "./commands/soak/met";
import { PROJECT } from "./support/program";
import { record } from "./support/record";
import { GIVEN, put, settingsToTry } from "./support/settings-values";

const textOf = (path: string): string => readFileSync(join(PROJECT, path), "utf8");
const README = textOf("README.md");

/** The text of a README's section, up to the next one of its level. */
function sectionOf(heading: string): string {
  const [, section] = README.split(`\n## ${heading}\n`);
  assert.ok(section !== undefined, `README.md: no section ${heading}`);
  return section.split("\n## ")[0]!;
}

/** The first cell of each row of the tables in a text, and the whole row. */
const rowsIn = (text: string): [name: string, row: string][] =>
  text.split("\n").flatMap((row) => {
    const [, name] = /^\| (?:`([^`]+)`|[^|]*?\S) +\|/.exec(row) ?? [];
    return name === undefined ? [] : [[name, row] as [string, string]];
  });

const STREAMS = "streams";
const TRIED = [
  ...settingsToTry(settingsSchema, GIVEN).filter(({ path }) => path !== STREAMS),
  ...settingsToTry(streamSchema, {
    name: ["a", "b"],
    existing: [undefined, true],
    kmsKeyArns: GIVEN["observability.logKmsKeyArns"]!,
    namespaces: [undefined, ["shop"]],
    sets: [undefined, { shop: ["cart"] }],
  }).map(({ path, values }) => ({
    path: `${STREAMS}[].${path}`,
    values,
  })),
];

describe("a setting that is forgotten", function () {
  this.timeout(60_000);
  const section = sectionOf("Settings");
  const rows = new Map(rowsIn(section));
  const [, connectorKeys = ""] = section.split("The connector's keys:");

  for (const { path } of TRIED) {
    it(`is missed in the README: ${path}`, () => {
      const key = path.replace(/^connector\./, "");
      const isListed = path !== key && (connectorKeys.includes(`\`${key}\``) || isShortened(key));
      assert.ok(rows.has(path) || isListed, `README.md: ${path} is missing under "Settings"`);
    });
  }

  /** Of keys of one section, only the first is written in full. */
  function isShortened(key: string): boolean {
    const [name, last = ""] = key.split(".");
    return connectorKeys.includes(`\`${name!}.`) && connectorKeys.includes(`\`.${last}\``);
  }

  it("is missed in the README's table if its default is another", () => {
    const defaults = parseSettings("dev", { service: "orders", regions: ["eu-west-1"] });
    for (const { path } of TRIED) {
      const found = path
        .replace("[]", ".0")
        .split(".")
        .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], defaults);
      const [, , documented = ""] = rows.get(path)?.split("|") ?? [];
      if (!["number", "boolean"].includes(typeof found) || documented === "") continue;
      assert.equal(documented.trim(), String(found), `README.md: the default of ${path} under "Settings"`);
    }
  });

  const base = { service: "orders", regions: ["eu-west-1"], streams: [{ name: "a", default: true }] };
  /**
   * Options of the engine are not among the inputs. The connector's settings are in its file: test/connector/keys.test.ts. What
   * streams receive together: test/connector/routes.test.ts.
   */
  const elsewhere = ["protect", "regions", "streams[].default", "streams[].acceptDeletesInOtherStream"];
  for (const { path, values } of TRIED) {
    if (elsewhere.includes(path) || path.startsWith("connector.")) continue;
    it(`is missed in components/: ${path}`, async () => {
      const built = new Set<string>();
      for (const value of [values.at(0), values.at(-1)]) {
        const raw: Record<string, unknown> = structuredClone(base);
        put(raw, path.replace("[]", ".0").split("."), value);
        // A gateway may wait as long as the connector only if the connector is told to wait longer.
        if (path === "api.integrationTimeoutMs") raw.connector = { "call-timeout": 9999 };
        const settings = parseSettings("dev", raw);
        const { resources } = await record(() =>
          createStageDashboard(settings, [new Pipeline("p", settings.regions[0]!)]),
        );
        built.add(JSON.stringify(resources));
      }
      assert.equal(built.size, 2, `components/: every value of ${path} builds the same resources`);
    });
  }
});

describe("a stream option that is forgotten", () => {
  const tried = (GIVEN[STREAMS] ?? []) as readonly (readonly Record<string, unknown>[])[];

  for (const [option, schema] of Object.entries(streamSchema.shape)) {
    it(`is missed in the all-settings test: ${option}`, () => {
      const standard = schema.safeParse(undefined).data;
      const values = tried.flat().flatMap((stream) => (option in stream ? [stream[option]] : []));
      assert.ok(
        values.some((value) => value !== standard),
        `test/support/settings-values.ts: GIVEN.streams sets ${option} in no stream to another value than the default`,
      );
    });
  }
});

describe("a fault that is forgotten", () => {
  const rows = rowsIn(textOf("docs/evidence.md")).map(([name]) => name);

  for (const name of [...FAULT_NAMES, ...ACTION_NAMES]) {
    it(`is missed among the profiles: ${name}`, () => {
      assert.ok(
        PROFILES.some((profile) => profile.name === name),
        `commands/soak/profiles.ts: no profile ${name}`,
      );
    });
  }
  for (const { name } of PROFILES) {
    it(`is missed in what its profile must have met: ${name}`, () => {
      assert.ok(Object.hasOwn(MET, name), `test/commands/soak/met.ts: MET has no ${name}`);
    });
  }
  for (const name of new Set([...FAULT_NAMES, ...ACTION_NAMES, ...PROFILES.map((profile) => profile.name)])) {
    it(`is missed among the alarms that should go off: ${name}`, () => {
      assert.ok(
        Object.hasOwn(EXPECTED_ALARMS, name),
        `commands/soak/expected-alarms.ts: EXPECTED_ALARMS has no ${name}: say which alarms must go off, and which may`,
      );
    });
  }
  it("is not missed when it is gone", () => {
    const names = PROFILES.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(EXPECTED_ALARMS).filter((name) => !names.includes(name)),
      [],
      "commands/soak/expected-alarms.ts: EXPECTED_ALARMS has profiles that are not in commands/soak/profiles.ts",
    );
    assert.deepEqual(
      Object.keys(MET).filter((name) => !names.includes(name)),
      [],
      "test/commands/soak/met.ts: MET has profiles that are not in commands/soak/profiles.ts",
    );
  });
  for (const { name } of PROFILES) {
    it(`is missed in the tables of the evidence: ${name}`, () => {
      assert.equal(
        rows.filter((row) => row === name).length,
        3,
        `docs/evidence.md: ${name} is not in all three tables`,
      );
    });
  }
});

describe("a command that is forgotten", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { readonly scripts: Readonly<Record<string, string>> };
  const commands = readdirSync(join(PROJECT, "commands")).filter((name) =>
    existsSync(join(PROJECT, "commands", name, "index.ts")),
  );
  const tests = readdirSync(join(PROJECT, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => textOf(join("test", file)));
  /** It measures this machine. */
  const untested = ["bench"];

  for (const name of commands) {
    it(`is missed in package.json, the README and the tests: ${name}`, () => {
      assert.ok(scripts[name]?.includes(`commands/${name}/index.ts`), `package.json: no script ${name}`);
      assert.match(README, new RegExp(`npm (run (--silent )?)?${name}\\b`), `README.md: nothing of npm run ${name}`);
      const [, tree = ""] = /^commands\/<name>\/ +(.*)$/m.exec(sectionOf("Where each thing goes")) ?? [];
      assert.ok(tree.split(", ").includes(name), `README.md: the tree does not list ${name} under commands/<name>/`);
      const isTested = tests.some((text) => text.includes(`commands/${name}/`));
      assert.ok(isTested || untested.includes(name), `test/commands/${name}.test.ts: no test of commands/${name}/`);
    });
  }
});

describe("a response mapping that is forgotten", () => {
  const { methods } = apiModel({ path: "kinesis", integrationTimeoutMs: 6000, streamNames: ["orders"] });
  const post = methods.find(({ httpMethod }) => httpMethod === "POST")!;
  const templates = post.responses.flatMap(({ responseTemplates }) => Object.values(responseTemplates)).join("\n");
  const words = [...new Set(Array.from(templates.matchAll(/"error": "(\w+)"/g), ([, word]) => word!))];
  const statuses = [...post.responses.map(({ statusCode }) => statusCode), ...post.overrideStatuses];

  for (const word of words) {
    it(`is missed in the tests: ${word}`, () => {
      const test = "test/components/api/response-templates.test.ts";
      assert.ok(textOf(test).includes(`"${word}"`), `${test}: nothing of ${word}`);
    });

    it(`is missed in the docs: ${word}`, () => {
      for (const file of ["docs/reference.md", "docs/runbook.md"]) {
        assert.ok(textOf(file).includes(`\`${word}\``), `${file}: nothing of ${word}`);
      }
    });
  }
  for (const status of statuses) {
    it(`is missed in the docs: ${status}`, () => {
      assert.match(sectionOf("What the API answers"), new RegExp(`\\| ${status}\\b`), `README.md: no answer ${status}`);
      assert.match(
        textOf("docs/reference.md"),
        new RegExp(`\\| ${status}\\b`),
        `docs/reference.md: no answer ${status}`,
      );
    });
  }
});

describe("an alarm that is forgotten", () => {
  const settings = parseSettings("dev", {
    service: "orders",
    regions: ["eu-west-1"],
    observability: { alarms: { trafficAnomaly: true } },
  });
  const alarms = alarmsOf({ ...settings, place: settings, callTimeoutMs: settings.connector["call-timeout"] });
  const headings = new Set(
    textOf("docs/runbook.md")
      .split("\n")
      .filter((line) => line.startsWith("### ")),
  );

  for (const key of [...alarms.map((alarm) => alarm.key), "ours", "theirs"]) {
    it(`is missed in the runbook, to which its notification points: ${key}`, () => {
      assert.ok(headings.has(`### ${key}`), `docs/runbook.md: no section ${key}`);
    });
  }
});

describe("a file that is renamed", () => {
  const guide = textOf("docs/contributing.md");
  const files = ["bootstrap", "commands", "components", "config", "connector", "packages", "policies", "test"]
    .flatMap((room) => readdirSync(join(PROJECT, room), { recursive: true, encoding: "utf8" }))
    .filter((path) => !path.includes("node_modules"));
  const rooms = readdirSync(PROJECT, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const named = Array.from(
    `${sectionOf("Where each thing goes")}${guide}`.matchAll(/`([\w.][\w.-]*(?:\/[\w.-]+)*\/?)`/g),
    ([, path]) => path!,
  );
  const paths = new Set(named.filter((path) => path.includes("/") || /\.(ts|json|md)$/.test(path)));

  for (const path of paths) {
    it(`is missed under "Where each thing goes" or in docs/contributing.md: ${path}`, () => {
      const [room = ""] = path.split("/");
      // "`name.ts` there" is a file beside or below the one named before.
      const isThere =
        rooms.includes(room) || existsSync(join(PROJECT, path))
          ? existsSync(join(PROJECT, path))
          : files.some((file) => `/${file}/`.includes(`/${path.replace(/\/$/, "")}/`));
      assert.ok(isThere, `README.md or docs/contributing.md: there is no ${path}`);
    });
  }
});

describe("a kind of change that is forgotten", () => {
  const sections = Array.from(textOf("docs/contributing.md").matchAll(/^## (.+)$/gm), ([, heading]) => heading!);
  const rows = Array.from(
    sectionOf("Where each thing goes").matchAll(/^\| \[(.+?)\]\(docs\/contributing\.md#(.+?)\)/gm),
    ([, kind, anchor]) => ({ kind: kind!, anchor: anchor! }),
  );
  const notOfTheCode = ["A setting's value for the all-settings test", "Environment variables for tests"];

  it("is missed in the README's table", () => {
    const missing = sections.filter(
      (heading) =>
        !notOfTheCode.includes(heading) && !rows.some(({ kind }) => kind.toLowerCase() === heading.toLowerCase()),
    );
    assert.deepEqual(missing, [], 'README.md: the table under "Where each thing goes" has no row for these sections');
  });

  it("is missed in docs/contributing.md", () => {
    const anchors = sections.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    );
    const missing = rows.filter(({ anchor }) => !anchors.includes(anchor)).map(({ kind }) => kind);
    assert.deepEqual(missing, [], "docs/contributing.md: no section to which these rows of README.md can lead");
  });
});
