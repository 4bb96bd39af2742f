import assert from "node:assert/strict";

import { policiesOf } from "../../policies/pack/policies";
import { connectorConfigFitsApi } from "../../policies/rules/connector-config-fits-api";
import { awsAssigns, type Fixture, judge } from "../support/policy";
import { KEY_VALUE, pipeline } from "../support/policy-pipeline";
import { summary } from "../support/policy-rule";

const IRELAND = {
  region: "eu-west-1",
  url: "https://a1b2c3.execute-api.eu-west-1.amazonaws.com/dev/kinesis",
  key: KEY_VALUE,
};
const FRANKFURT = {
  region: "eu-central-1",
  url: "https://d4e5f6.execute-api.eu-central-1.amazonaws.com/dev/kinesis",
  /** Not a key of anybody's. */
  key: "h3nWq8KxZ5TcVr7YbLdP2mJs",
};

/** Each text of the pipeline in Ireland, and that of the pipeline in Frankfurt. */
const TEXTS: readonly (readonly [string, string])[] = [
  [IRELAND.region, FRANKFURT.region],
  ["a1b2c3", "d4e5f6"],
  [KEY_VALUE, FRANKFURT.key],
  ["role-1", "role-2"],
];
/** The ids that AWS gives. */
const IDS = /^[rdkps]1$/;

/** The same value of Frankfurt's pipeline. */
function translate(value: unknown): unknown {
  if (typeof value === "string") {
    const text = TEXTS.reduce((all, [from, to]) => all.replaceAll(from, to), value);
    return IDS.test(text) ? text.replace("1", "2") : text;
  }
  if (Array.isArray(value)) return value.map(translate);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, translate(member)]));
}

const inFrankfurt = (name: string): string => `${name}-2`;

const frankfurt = pipeline.map((fixture): Fixture => ({
  ...fixture,
  name: inFrankfurt(fixture.name),
  inputs: translate(fixture.inputs) as Fixture["inputs"],
  ...(fixture.outputs && { outputs: translate(fixture.outputs) as Record<string, unknown> }),
  ...(fixture.edges && {
    edges: Object.fromEntries(
      Object.entries(fixture.edges).map(([property, sources]) => [property, sources.map(inFrankfurt)]),
    ),
  }),
  ...(fixture.parent !== undefined && { parent: inFrankfurt(fixture.parent) }),
}));

/** One destination, as the program writes it. */
const destination = (name: string, urls: readonly string[], key: string): string => `  ${name}:
    urls: ${JSON.stringify(urls)}
    headers:
      additional-headers: { streamname: orders, Content-Type: application/json, x-api-key: "${key}" }
    call-timeout: 8000
`;
const fileOf = (...destinations: readonly string[]): string =>
  `destinations:\n${destinations.join("")}format:\n  mode: json\n`;

/** What the rule finds where the secrets of the regions hold these files. */
async function found(ireland: string, ofFrankfurt: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const stack = [...pipeline, ...frankfurt].map((fixture): Fixture => {
    const texts: Readonly<Record<string, string>> = {
      "secret-version": ireland,
      "secret-version-2": ofFrankfurt,
    };
    const text = texts[fixture.name];
    return text === undefined ? fixture : { ...fixture, inputs: { ...fixture.inputs, secretString: awsAssigns(text) } };
  });
  return summary(await judge(policiesOf([connectorConfigFitsApi]), stack));
}

const on = (name: string, ...words: readonly string[]) => ({ [`connector-config-fits-api on ${name}`]: words });
const WRONG_KEY = (line: number): string =>
  `line ${line} of the connector configuration sends an x-api-key that is no key of the API's usage plan: API Gateway refuses every record.`;

const own = (region: typeof IRELAND): string => fileOf(destination("aws-kinesis", [region.url], region.key));
/** As with `connector.regions: every`. */
const EVERY = fileOf(
  destination("aws-kinesis-eu-west-1", [IRELAND.url], IRELAND.key),
  destination("aws-kinesis-eu-central-1", [FRANKFURT.url], FRANKFURT.key),
);

describe(`${connectorConfigFitsApi.name}, for files that name several regions`, () => {
  it("accepts a file for each region, and one file with the destinations of both regions", async () => {
    assert.deepEqual(await found(own(IRELAND), own(FRANKFURT)), {});
    assert.deepEqual(await found(EVERY, EVERY), {});
  });

  it("finds the file of another region", async () => {
    assert.deepEqual(
      await found(own(FRANKFURT), own(FRANKFURT)),
      on(
        "secret-version",
        'line 3 of the connector configuration has a URL of the API in "eu-central-1", and the file is for "eu-west-1".',
      ),
    );
  });

  it("finds keys that are exchanged between two regions", async () => {
    const mixed = EVERY.replace(IRELAND.key, "x")
      .replace(FRANKFURT.key, IRELAND.key)
      .replace('"x"', `"${FRANKFURT.key}"`);
    assert.deepEqual(await found(mixed, EVERY), on("secret-version", WRONG_KEY(5), WRONG_KEY(10)));
  });

  it("finds a destination with the URLs of both regions and the key of one", async () => {
    const failover = fileOf(destination("aws-kinesis", [IRELAND.url, FRANKFURT.url], IRELAND.key));
    assert.deepEqual(await found(failover, EVERY), on("secret-version", WRONG_KEY(5)));
  });

  it("finds a stage that only one of the regions has", async () => {
    const wrong = EVERY.replace(FRANKFURT.url, FRANKFURT.url.replace("/dev/", "/prod/"));
    assert.deepEqual(
      await found(wrong, EVERY),
      on("secret-version", "line 8 of the connector configuration has a URL with a stage that the API does not have."),
    );
  });

  it("finds the API of a region at the address of another region", async () => {
    const wrong = EVERY.replace("d4e5f6.execute-api.eu-central-1", "d4e5f6.execute-api.eu-west-1");
    assert.deepEqual(
      await found(wrong, EVERY),
      on(
        "secret-version",
        "line 8 of the connector configuration has a URL of this stack's API in a region where it is not.",
      ),
    );
  });

  it("finds an address in a region that the stack does not have", async () => {
    const foreign = destination(
      "aws-kinesis-us-east-1",
      ["https://g7h8i9.execute-api.us-east-1.amazonaws.com/dev/kinesis"],
      IRELAND.key,
    );
    assert.deepEqual(
      await found(EVERY.replace("format:", `${foreign}format:`), EVERY),
      on(
        "secret-version",
        "line 13 of the connector configuration has a URL that is no endpoint of an API of this stack.",
      ),
    );
  });
});
