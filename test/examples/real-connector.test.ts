import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, readFile, rm } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { join } from "node:path";

import {
  CONNECTOR_ASSUMPTIONS,
  readConfiguration,
  readNotifications,
  SAMPLES,
  startConnector,
  startXdr,
} from "@aerospike-kinesis/esp-simulator";
import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { parse } from "yaml";

import { PROJECT } from "../support/program";

const EXAMPLE = join(PROJECT, "examples", "real-connector");

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
}

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly expose?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly string[];
}

/** An address at which other machines reach this one, or else loopback. */
const ADDRESS =
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.1";

describe("examples/real-connector, with the stand-in in place of the two images", function () {
  this.timeout(180_000);
  getEngineFirst();
  let directory: string;
  let output = "";
  let files: Readonly<Record<"connector" | "aerospike", string>>;
  let answers: readonly number[];
  let code: number | null;

  before(async () => {
    directory = await makeTemporaryDirectory();
    await cp(EXAMPLE, directory, { recursive: true });
    const env = { ...process.env, XDG_STATE_HOME: directory };
    const record = join(directory, "connector.ndjson");
    const started = ["--import", "tsx", "commands/start/index.ts", "--listen", ADDRESS, "--record", record];
    const child = spawn(process.execPath, [...started, "--faults", "AccessDenied:count=2"], { cwd: PROJECT, env });
    const closed = once(child, "close").then(([exitCode]) => exitCode as number | null);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    try {
      while (!output.includes("Running until Ctrl-C.")) {
        const isOver = await Promise.race([once(child.stdout, "data").then(() => false), closed.then(() => true)]);
        assert.ok(!isOver, output);
      }
      const connectorConfig = (...flags: readonly string[]): string => {
        const command = ["--import", "tsx", "commands/connector-config/index.ts", "--local", ...flags];
        const { status, stdout, stderr } = spawnSync(process.execPath, command, {
          cwd: PROJECT,
          env,
          encoding: "utf8",
        });
        assert.equal(status, 0, stderr);
        return stdout;
      };
      const file = join(directory, "aerospike-esp-outbound.yml");
      connectorConfig("--output", file);
      const xdr = connectorConfig("--format", "aerospike-conf", "--connector", "connector", "--namespace", "test");
      files = {
        connector: await readFile(file, "utf8"),
        aerospike: (await readFile(join(directory, "server.conf"), "utf8")) + xdr,
      };
      const [, caFile = ""] = /--cacert '([^']+)'/.exec(output) ?? [];
      answers = await sendSamples(files.connector, await readFile(caFile, "utf8"));
    } finally {
      child.kill("SIGINT");
      code = await closed;
    }
  });
  after(() => rm(directory, { recursive: true, force: true }));

  const composeFile = async (): Promise<Compose> =>
    parse(await readFile(join(directory, "compose.yaml"), "utf8")) as Compose;

  it("mounts the files where the images read them, and opens the ports of the connector's file", async () => {
    const { connector, aerospike } = (await composeFile()).services;
    assert.ok(connector && aerospike);
    const rendered = parse(files.connector) as { service: { port: number[]; manage: { port: number } } };
    assert.deepEqual(connector.expose, rendered.service.port.map(String));
    const { port } = rendered.service.manage;
    assert.deepEqual(connector.ports, [`127.0.0.1:${port}:${port}`]);
    const mounts = connector.volumes.map((volume) => volume.split(":"));
    assert.deepEqual(mounts[0]?.slice(0, 2), [
      "./aerospike-esp-outbound.yml",
      "/etc/aerospike-esp-outbound/aerospike-esp-outbound.yml",
    ]);
    assert.match(connector.environment?.JAVA_OPTS ?? "", new RegExp(`trustStore=${mounts[1]?.[1]} `));
    assert.equal(aerospike.volumes[0]?.split(":")[1], aerospike.command?.at(-1));
  });

  it("ships the server's namespace to the connector of the compose file, at its port", async () => {
    const { services } = await composeFile();
    const [, host = "", port = ""] = /node-address-port (\S+) (\d+)/.exec(files.aerospike) ?? [];
    assert.deepEqual(services[host]?.expose, [port]);
    const [, namespace = ""] = /^namespace (\S+) \{/m.exec(files.aerospike) ?? [];
    assert.match(files.aerospike, new RegExp(`^xdr \\{[^]*namespace ${namespace} \\{`, "m"));
  });

  it("reaches the API at the address that was asked for, with a certificate that names it, and a warning", () => {
    assert.match(files.connector, new RegExp(`https://${ADDRESS}:\\d+/`));
    assert.deepEqual([...new Set(answers)].sort(), [200, 502]);
    if (ADDRESS !== "127.0.0.1") {
      assert.match(output, new RegExp(`^WARNING: --listen ${ADDRESS}: whoever reaches`, "m"));
    }
  });

  it("compares what came with the assumptions, and leaves the samples of npm start out", async () => {
    assert.equal(code, 0, output);
    assert.match(output, /^Recorded: 8 requests of 4 records, /m);
    const [, same = "", unseen = ""] =
      /^The connector: 0 differences, (\d+) as assumed, (\d+) not seen\.$/m.exec(output) ?? [];
    assert.equal(Number(same) + Number(unseen), Object.keys(CONNECTOR_ASSUMPTIONS).length, output);
    assert.match(output, /^ {2}after-5xx: connector: again; assumed: again$/m);
    assert.match(output, /^ {2}after-4xx: not seen\. It is seen when /m);
    const [, key = "-"] = /x-api-key: "(.*)"/.exec(files.connector) ?? [];
    assert.ok(!(await readFile(join(directory, "connector.ndjson"), "utf8")).includes(key));
  });
});

/** Sends the samples as XDR and a connector with this file do. @returns the status of each answer */
async function sendSamples(file: string, ca: string): Promise<number[]> {
  const statuses: number[] = [];
  const connector = startConnector({ configuration: readConfiguration(file), ca });
  const xdr = startXdr({
    connectors: [connector],
    onEvent: (event) => {
      if ("ack" in event) statuses.push(event.ack.status ?? 0);
    },
  });
  for (const notification of await readNotifications(SAMPLES, Date.now())) await xdr.write(notification);
  await xdr.waitUntilSettled();
  xdr.stop();
  connector.stop();
  return statuses;
}
