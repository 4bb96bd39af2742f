import { stackRule } from "../pack/rule";
import { takesRecords } from "../read/api/records-api";
import { valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const stageNoCache = stackRule({
  name: "stage-no-cache",
  description: "No cache answers for an API that takes records.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave cacheClusterEnabled of the stage, and settings.cachingEnabled of its method settings, out.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.stage, awsType.methodSettings],
  checks: [
    (resource, stack) =>
      takesRecords(resource, stack)
        ? SWITCHES.filter((path) => isOn(valueAt(resource, path))).map(
            (path) =>
              `${path} is true: a cache would say of a record that it is stored, and Kinesis would never see it.`,
          )
        : undefined,
  ],
});

const SWITCHES = ["cacheClusterEnabled", "settings.cachingEnabled"];

const isOn = (value: unknown): boolean => value === true || value === "true";
