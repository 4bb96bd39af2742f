import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import { describeProblems, SettingsError } from "../config/problems";
import { regionNamesSchema } from "../config/region-overrides";
import { partitionProblems } from "../config/regions";

const schema = z.object({ regions: regionNamesSchema });

/**
 * Reads the regions whose API Gateway gets the role.
 * @returns at least one, in one partition
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function readRegions(): readonly string[] {
  const raw = { regions: new pulumi.Config().getObject<unknown>("regions") };
  const parsed = schema.safeParse(raw);
  const problems = [
    ...(parsed.success ? [] : describeProblems(schema, parsed.error.issues, raw)),
    ...partitionProblems(raw.regions),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new pulumi.RunError(new SettingsError(`Pulumi.${pulumi.getStack()}.yaml`, problems).message);
  }
  return parsed.data.regions;
}
