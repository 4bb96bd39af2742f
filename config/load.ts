import * as awsSettings from "@pulumi/aws/config/vars";
import { Region } from "@pulumi/aws/types/enums";
import * as pulumi from "@pulumi/pulumi";

import { autonamingProblems } from "./autonaming";
import { changedKeyProblems } from "./changed-keys";
import { inArgumentWords, knownArguments, settingsOfArguments } from "./component-arguments";
import { splitConfig } from "./config-keys";
import { parseSettings } from "./parse";
import { SettingsError } from "./problems";
import { providerProblems, type ProviderSettings } from "./provider-settings";
import type { Settings } from "./settings";
import { settingsInFiles } from "./settings-files";
import { decodeAll, decodeValue } from "./value";
import { warningsOf } from "./warnings";

/**
 * Reads the stage's settings. Warns of what may not work on AWS. This file is the only one that knows `pulumi.Config`.
 * @returns the settings with every default
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function loadSettings(): Settings {
  const { own, provider, problems } = splitConfig(
    pulumi.getProject(),
    pulumi.runtime.allConfig(),
    Object.keys(awsSettings),
  );
  const [raw, rawProvider] = [decodeAll(own), decodeAll(provider)];
  const written = settingsInFiles(pulumi.getRootDirectory(), pulumi.getStack());
  const changedKeys = changedKeyProblems(pulumi.getProject(), written, pulumi.runtime.allConfig());
  try {
    const around = [...problems, ...changedKeys, ...problemsAround(raw, rawProvider)];
    const settings = parseSettings(pulumi.getStack(), raw, around);
    warn(settings, rawProvider);
    return settings;
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}

/**
 * Reads the arguments of a component in another team's program. Its stage file has settings of that program; of those,
 * only the AWS provider's and Pulumi's own concern the component.
 * @param component what to call it in an error, such as `AerospikeIngest orders`
 * @param given the arguments, each setting as `Pulumi.<stage>.yaml` names it, in camel case
 * @returns the settings with every default
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function loadArguments(component: string, given: object): Settings {
  const { known, problems, isUnknown } = knownArguments(given);
  const raw = settingsOfArguments(known);
  const { provider } = splitConfig(pulumi.getProject(), pulumi.runtime.allConfig(), Object.keys(awsSettings));
  const rawProvider = decodeAll(provider);
  try {
    const settings = parseSettings(
      pulumi.getStack(),
      raw,
      [...problems, ...problemsAround(raw, rawProvider)],
      component,
    );
    // A program may also give the component a provider, which has the region.
    warn(settings, { region: settings.regions[0]?.region, ...rawProvider });
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const said = error.problems.map(inArgumentWords).filter((problem) => !isUnknown(problem));
    throw new pulumi.RunError(new SettingsError(component, [...problems, ...said]).message);
  }
}

function problemsAround(raw: Readonly<Record<string, unknown>>, provider: ProviderSettings): string[] {
  const autonaming = decodeValue(pulumi.runtime.allConfig()["pulumi:autonaming"] ?? "{}");
  return [...providerProblems(provider, raw), ...autonamingProblems(autonaming)];
}

function warn(settings: Settings, provider: ProviderSettings): void {
  for (const warning of warningsOf(settings, provider, Object.values(Region))) void pulumi.log.warn(warning);
}
