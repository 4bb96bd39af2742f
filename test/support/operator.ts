import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";
import type { CommandResult, Operation, OperationOptions } from "@aerospike-kinesis/pulumi-engine";
import { Agent, request } from "undici";

import type { Pipelines } from "../../commands/shared/pipeline-outputs";
import { smokeRegions } from "../../commands/smoke/regions";
import { openProgram, type Program, PROJECT } from "./program";

/** A region as its connectors know it. */
export interface Region {
  readonly endpoint: string;
  readonly apiKey: string;
}

/** A person who runs stage prod as a page of docs/ says, on the real engine and an empty local AWS. */
export interface Operator extends Program {
  /**
   * Types a command that stands in the page, and says yes where Pulumi asks. `urn:...END` is the one URN with that
   * end, as in the page, in the stack that the command names, or in prod.
   * @param config the settings of stage prod from now on, in the place of those in its file; of another stage, those of
   *   this command
   */
  readonly types: (command: string, config?: OperationOptions["config"]) => Promise<CommandResult & Partial<Operation>>;
  /** URNs of all resources, sorted. */
  readonly urns: () => Promise<string[]>;
  readonly regions: () => Promise<Readonly<Record<string, Region>>>;
  /**
   * `npm run smoke` for a region whose key AWS has not spread yet: it is refused a few times.
   * @returns whether the region passes, and the lines that it prints
   */
  readonly smoke: (region: string, refusals: number) => Promise<{ readonly ok: boolean; readonly lines: string[] }>;
  /** The status that a connector sees for one record. */
  readonly post: (region: Region, stream: string) => Promise<number>;
}

/**
 * Brings stage prod up.
 * @param page its path in docs/
 * @param initial settings in the place of those in the stage's file
 */
export async function openOperator(page: string, initial: OperationOptions["config"]): Promise<Operator> {
  const text = readFileSync(join(PROJECT, "docs", page), "utf8").replaceAll(/ \\\n\s+/g, " ");
  let refusals = 0;
  const program = await openProgram(
    {},
    { gatewayHooks: { atAdmission: () => (refusals-- > 0 ? "INVALID_API_KEY" : undefined) } },
  );
  const { workspace, aws } = program;
  const agent = new Agent({ connect: { ca: aws.ca } });
  await workspace.init("prod");
  const up = await workspace.up("prod", { config: initial });
  assert.equal(up.code, 0, up.stdout + up.stderr);
  let settings = initial;

  const resources = async (stack = "prod") => (await workspace.exportState(stack)).deployment.resources ?? [];
  const urnOf = async (stack: string, word: string): Promise<string> => {
    const [before, end] = word.split("urn:...");
    if (end === undefined) return word;
    const found = (await resources(stack)).filter(({ urn }) => urn.endsWith(end));
    assert.equal(found.length, 1, word);
    return String(before) + found[0]!.urn;
  };
  return {
    workspace,
    aws,
    directory: program.directory,
    types: async (command, given) => {
      assert.ok(text.includes(command), `docs/${page} does not say: ${command}`);
      const [, stack = "prod"] = /--stack (\S+)/.exec(command) ?? [];
      if (stack === "prod") settings = given ?? settings;
      const config = stack === "prod" ? settings : given;
      const [program, verb, ...words] = command.match(/'[^']*'|\S+/g) ?? [];
      assert.equal(program, "pulumi");
      const args = await Promise.all(words.map((word) => urnOf(stack, word.replaceAll("'", ""))));
      if (verb === "up" || verb === "destroy") {
        const rest = args.join(" ").replace(`--stack ${stack}`, "").split(" ").filter(Boolean);
        return workspace[verb](stack, { config, args: rest, previewFirst: true });
      }
      const confirmed = verb === "state" || verb === "import" || args[0] === "rm" ? ["--yes"] : [];
      return workspace.pulumi([String(verb), ...args, ...confirmed]);
    },
    urns: async () => (await resources()).map(({ urn }) => urn).sort(),
    regions: async () => {
      const { pipelines, connectorConfig } = (await workspace.outputs("prod", { showSecrets: true })) as {
        pipelines: Pipelines;
        connectorConfig: Record<string, string>;
      };
      return Object.fromEntries(
        Object.entries(pipelines).map(([region, { endpoint }]) => {
          return [region, { endpoint, apiKey: apiKeyIn(connectorConfig[region]!, endpoint) }];
        }),
      );
    },
    smoke: async (region, count) => {
      const { pipelines } = (await workspace.outputs("prod")) as { pipelines: Pipelines };
      const lines: string[] = [];
      const report = (line: string) => lines.push(line);
      const place = { stage: "prod", region, outputs: pipelines[region]!, local: aws };
      refusals = count;
      return { ok: await smokeRegions([place], { report, retryMs: 1 }), lines };
    },
    post: async ({ endpoint, apiKey }, stream) => {
      const headers = { "content-type": "application/json", "x-api-key": apiKey, streamname: stream };
      const answer = await request(endpoint, { dispatcher: agent, method: "POST", headers, body: `{"data":"value"}` });
      await answer.body.dump();
      return answer.statusCode;
    },
    close: async () => {
      await agent.close();
      await program.close();
    },
  };
}

/** The key that the file gives for an endpoint. It has a destination for each region, or one for all. */
function apiKeyIn(connectorConfig: string, endpoint: string): string {
  const own = readConfiguration(connectorConfig).destinations.find(({ urls }) => urls.includes(endpoint));
  return String(own?.additionalHeaders["x-api-key"]);
}
