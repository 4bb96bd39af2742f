import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import {
  createShardLimits,
  DEFAULT_ACCOUNT_ID,
  type LocalAws,
  type LocalAwsOptions,
  startLocalAws,
} from "@aerospike-kinesis/local-aws";
import { findStages, openWorkspace, stageValues } from "@aerospike-kinesis/pulumi-engine";
import { engine, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import type { Inside, Pace } from "../../commands/conformance/ephemeral/inside/inside";
import { type EphemeralStack, openStack, PROGRAM } from "../../commands/conformance/ephemeral/stack";
import { openTarget } from "../../commands/conformance/ephemeral/stack-target";
import type { ConformanceResult } from "../../commands/conformance/result";
import { runConformance, type RunOptions } from "../../commands/conformance/run";
import { requireStageSettings } from "../../commands/shared/stage-settings";
import { PROJECT, STAGES } from "./program";

type Hooks = NonNullable<LocalAwsOptions["gatewayHooks"]>;

/** An ephemeral stack with the settings of stage dev, on a local AWS. */
export interface TestStack {
  readonly aws: LocalAws;
  readonly stack: EphemeralStack;
  readonly insideAt: (pace: Partial<Pace>) => Promise<Inside>;
  /** Does something wrong between API Gateway and Kinesis, or before it, until it is called again. */
  readonly setFault: (hooks: Pick<Hooks, "inPlaceOfBackend" | "atAdmission">) => void;
  readonly run: (options: Pick<RunOptions, "checks" | "experiments">) => Promise<ConformanceResult>;
  readonly close: () => Promise<void>;
}

const NAME = "conformance-test";

export async function openTestStack(): Promise<TestStack> {
  const directory = await makeTemporaryDirectory();
  const settings = join(directory, "settings");
  await mkdir(settings);
  const stages = await findStages(PROJECT, STAGES);
  const file = await stages.read("dev");
  await writeFile(join(settings, `Pulumi.${NAME}.yaml`), file.text);
  let fault: Hooks = {};
  const aws = await startLocalAws({
    store: "memory",
    kinesisLayers: [createShardLimits({ now: () => performance.now(), accountId: DEFAULT_ACCOUNT_ID })],
    // A trust policy that is wrong on purpose is no news.
    log: () => undefined,
    gatewayHooks: {
      inPlaceOfBackend: (call, backend) => fault.inPlaceOfBackend?.(call, backend) ?? backend(call),
      atAdmission: (target) => fault.atAdmission?.(target),
    },
  });
  const workspace = await openWorkspace({
    engine: await engine(),
    project: PROJECT,
    settings,
    directory,
    main: PROGRAM,
    providers: { aws: aws.providerPort },
  });
  await workspace.init(NAME);
  const { signal } = new AbortController();
  const [region] = requireStageSettings("dev", stages.project.name, stageValues(file, stages.project)).regions;
  const stack = openStack({ workspace, name: NAME, settings: region!, signal });
  await stack.up();
  let runs = 0;
  return {
    aws,
    stack,
    insideAt: async (pace) => {
      const { probe } = await stack.outputs();
      return { stack, probe, signal, pace: { pollMs: 50, patienceMs: 30_000, ...pace } };
    },
    setFault: (hooks) => {
      fault = hooks;
    },
    run: async (options) => {
      const { target, close } = await openTarget(stack, aws);
      try {
        const mark = `conformance-test${(runs += 1)}`;
        return await runConformance(target, { report: () => undefined, mark, patienceMs: 0, ...options });
      } finally {
        close();
      }
    },
    close: async () => {
      await aws.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
