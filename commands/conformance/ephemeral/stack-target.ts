import type { LocalEndpoint } from "../../shared/clients";
import { type AwsAccess, awsClients } from "../../shared/clients";
import { UserError } from "../../shared/errors";
import { destinationsOf } from "../open-target";
import type { Target } from "../target";
import type { EphemeralStack } from "./stack";

/**
 * The API of a stack as it is now: its key can be replaced.
 * @param stack that is up
 * @param place the local AWS, or the account
 * @returns the target, and a function that closes its client
 * @throws UserError if the stack has no pipeline, or its connector's file is not complete
 */
export async function openTarget(
  stack: EphemeralStack,
  place: LocalEndpoint | AwsAccess,
): Promise<{ readonly target: Target; readonly close: () => void }> {
  const { pipelines, connectorConfig } = await stack.outputs();
  const pipeline = pipelines[stack.region];
  if (pipeline === undefined) throw new UserError(`Stack ${stack.name} has no pipeline in ${stack.region}.`);
  const clients = awsClients(stack.region, place);
  return {
    target: {
      name: `${stack.name}, ${stack.region}`,
      ...destinationsOf(connectorConfig[stack.region] ?? "", pipeline),
      kinesis: clients.kinesis,
      ca: place.ca,
    },
    close: clients.close,
  };
}
