import type { Assume } from "../../assumptions/assumptions";
import type { Deployment, RestApi, Stage } from "../state";

/**
 * How long a change takes to spread, where it is assumed to spread late [assumption: key-spread] [assumption:
 * deployment-spread]. AWS was seen to take minutes.
 */
export const SPREAD_MS = 10_000;

/**
 * The deployment that answers a request. How fast AWS puts a new one in force is not documented
 * [assumption: deployment-spread].
 * @param restApi of the stage
 * @param stage it knows the deployment before its own
 * @param now milliseconds since the epoch
 * @param assume what AWS does not document
 * @returns undefined if the stage has none yet
 */
export function answeringDeployment(
  restApi: RestApi,
  stage: Stage,
  now: number,
  assume: Assume,
): Deployment | undefined {
  const { previous, settings } = stage;
  const spread = assume("deployment-spread");
  if (previous !== undefined && spread !== "at-once" && now < previous.endedAt + SPREAD_MS) {
    previous.requests += 1;
    if (spread === "late" || previous.requests % 2 === 1) return previous.deployment;
  }
  return restApi.deployments.get(settings.deployment);
}
