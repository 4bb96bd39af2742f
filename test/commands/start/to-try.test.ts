import assert from "node:assert/strict";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";

import { describeToTry } from "../../../commands/start/to-try";
import { parseSettings } from "../../../config/parse";
import { renderConnectorConfig } from "../../../connector/render";
import { routesOf } from "../../../connector/routes";

const { connector } = parseSettings("dev", { service: "orders", regions: ["eu-west-1"] });
const endpoint = "https://127.0.0.1:1/dev/kinesis";
const { format, destinations } = readConfiguration(
  renderConnectorConfig(connector, routesOf([], "orders-dev"), { endpoint, apiKey: "not-a-key" }),
);
const toTry = { endpoint, headers: destinations[0]?.additionalHeaders ?? {}, caFile: "/run/ca.pem", format };

describe("what a person can try next", () => {
  it("names the region of each endpoint of a stage with several", () => {
    assert.match(describeToTry({ ...toTry, region: "eu-west-1" }), /^Endpoint in eu-west-1 {2}https:\/\/127/);
    assert.match(describeToTry(toTry), /^Endpoint {2}https:\/\/127/);
  });

  it("is a command with all headers of the connector's file", () => {
    const text = describeToTry(toTry);
    for (const part of ["--cacert '/run/ca.pem'", "-H 'streamname: orders-dev'", "-H 'x-api-key: not-a-key'"]) {
      assert.ok(text.includes(part), `${part} is missing in ${text}`);
    }
  });
});
