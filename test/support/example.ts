import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { type LocalAws, type LocalAwsOptions, startLocalAws } from "@aerospike-kinesis/local-aws";
import { openWorkspace, type Operation, type Workspace, type WorkspaceOptions } from "@aerospike-kinesis/pulumi-engine";
import { engine, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { Agent, request } from "undici";
import { parse } from "yaml";

import { PREPARED_ACCOUNT } from "../../commands/shared/prepared-account";
import { PROJECT } from "./program";
import { installYamlHost } from "./yaml-host";

/** A program of another team on the real engine, against an empty local AWS of its own. */
export interface Example {
  readonly workspace: Workspace;
  /** `up` of stage dev with the policy pack as it comes. */
  readonly up: () => Promise<Operation>;
  /**
   * Sends a record as a connector with this file would.
   * @returns the status of the answer
   */
  readonly send: (connectorFile: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The headers that a connector's file says, and where it posts to. */
interface ConnectorFile {
  readonly destinations: Readonly<
    Record<string, { readonly urls: readonly string[]; readonly headers: Record<string, Record<string, string>> }>
  >;
}

/**
 * @param project the directory of its Pulumi.yaml
 * @param options e.g. `main`, to run another program in its place
 * @param awsOptions e.g. an account without a role for API Gateway's logs
 */
export async function openExample(
  project: string,
  options: Partial<WorkspaceOptions> = {},
  awsOptions: LocalAwsOptions = {},
): Promise<Example> {
  const directory = await makeTemporaryDirectory();
  if (/^runtime: yaml$/m.test(await readFile(join(project, "Pulumi.yaml"), "utf8"))) {
    await installYamlHost(await engine(), directory);
  }
  const aws: LocalAws = await startLocalAws({ ...PREPARED_ACCOUNT, store: "memory", ...awsOptions });
  const agent = new Agent({ connect: { ca: aws.ca } });
  const workspace = await openWorkspace({
    engine: await engine(),
    project,
    directory,
    providers: { aws: aws.providerPort },
    ...options,
  });
  await workspace.init("dev");
  return {
    workspace,
    up: () => workspace.up("dev", { policyPacks: [join(PROJECT, "policies")] }),
    send: async (connectorFile) => {
      const { destinations } = parse(connectorFile) as ConnectorFile;
      const { urls, headers } = destinations["aws-kinesis"]!;
      const { statusCode, body } = await request(urls[0]!, {
        dispatcher: agent,
        method: "POST",
        headers: { ...headers["additional-headers"], "aerospike-digest": "partition-1" },
        body: `{"data":"value"}`,
      });
      await body.dump();
      return statusCode;
    },
    close: async () => {
      await agent.close();
      await aws.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The API key in a connector's file. */
export const apiKeyIn = (connectorFile: string): string =>
  /x-api-key"?: *"?([^"\s]+)/.exec(connectorFile)?.[1] ?? "no key";
