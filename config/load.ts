import * as awsSettings from "@pulumi/aws/config/vars";
import { Region } from "@pulumi/aws/types/enums";
import * as pulumi from "@pulumi/pulumi";

import { autonamingProblems } from "./autonaming";
import { splitConfig } from "./namespaces";
import { parseSettings } from "./parse";
import { SettingsError } from "./problems";
import { providerProblems } from "./provider-settings";
import type { Settings } from "./settings";
import { decodeValue } from "./value";
import { warningsOf } from "./warnings";

/**
 * Reads the stage's settings. This is the only place that knows `pulumi.Config`. Warns of what may not work on AWS.
 * @returns the settings with every default
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function loadSettings(): Settings {
  const config = pulumi.runtime.allConfig();
  const { own, provider, problems } = splitConfig(pulumi.getProject(), config, Object.keys(awsSettings));
  const [raw, rawProvider] = [decodeAll(own), decodeAll(provider)];
  const around = [
    ...problems,
    ...providerProblems(rawProvider, raw),
    ...autonamingProblems(decodeValue(config["pulumi:autonaming"] ?? "{}")),
  ];
  try {
    const settings = parseSettings(pulumi.getStack(), raw, around);
    for (const warning of warningsOf(settings, rawProvider, Object.values(Region))) void pulumi.log.warn(warning);
    return settings;
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}

const decodeAll = (values: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, decodeValue(value)]));
