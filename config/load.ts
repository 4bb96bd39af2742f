import * as awsSettings from "@pulumi/aws/config/vars";
import * as pulumi from "@pulumi/pulumi";
import { accountProblems } from "./accounts";
import { splitConfig } from "./namespaces";
import { parseSettings, type Settings } from "./parse";
import { SettingsError } from "./problems";
import { decodeValue } from "./value";

/**
 * Reads the stage's settings: the one place that knows `pulumi.Config`.
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function loadSettings(): Settings {
  const config = pulumi.runtime.allConfig();
  const { own, problems } = splitConfig(pulumi.getProject(), config, Object.keys(awsSettings));
  const raw = Object.fromEntries(Object.entries(own).map(([key, value]) => [key, decodeValue(value)]));
  try {
    return parseSettings(pulumi.getStack(), raw, [...problems, ...accountProblems(config)]);
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}
