import { stageNoCache } from "../../../policies/rules/stage-no-cache";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const words = (path: string) =>
  `${path} is true: a cache would say of a record that it is stored, and Kinesis would never see it.`;

describeRule(stageNoCache, {
  finds: {
    "a stage with a cache": {
      stack: change("stage", { cacheClusterEnabled: true }),
      found: { stage: [words("cacheClusterEnabled")] },
    },
    "methods with a cache": {
      stack: change("method-settings", { "settings.cachingEnabled": true }),
      found: { "method-settings": [words("settings.cachingEnabled")] },
    },
  },
  accepts: {
    "a cache that is switched off": { stack: change("stage", { cacheClusterEnabled: false }) },
  },
});
