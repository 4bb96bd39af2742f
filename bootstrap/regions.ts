import * as awsSettings from "@pulumi/aws/config/vars";
import { Region } from "@pulumi/aws/types/enums";
import * as pulumi from "@pulumi/pulumi";

import { splitConfig } from "../config/config-keys";
import { settings } from "../config/forms";
import { describeProblems, SettingsError } from "../config/problems";
import { providerProblems } from "../config/provider-settings";
import { regionNamesSchema } from "../config/region-overrides";
import { partitionProblems, unknownRegionWarnings } from "../config/regions";
import { decodeAll } from "../config/value";

const schema = settings({ regions: regionNamesSchema });

/**
 * Reads the regions whose API Gateway gets the role. Warns of a region that may not exist.
 * @returns at least one, in one partition
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function readRegions(): readonly string[] {
  const config = splitConfig(pulumi.getProject(), pulumi.runtime.allConfig(), Object.keys(awsSettings));
  const raw = decodeAll(config.own);
  const parsed = schema.safeParse(raw);
  const problems = [
    ...config.problems,
    ...(parsed.success ? [] : describeProblems(schema, parsed.error.issues, raw)),
    ...partitionProblems(raw.regions),
    ...providerProblems(decodeAll(config.provider), raw),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new pulumi.RunError(new SettingsError(`Pulumi.${pulumi.getStack()}.yaml`, problems).message);
  }
  const { regions } = parsed.data;
  for (const warning of unknownRegionWarnings("regions", regions, Object.values(Region))) void pulumi.log.warn(warning);
  return regions;
}
