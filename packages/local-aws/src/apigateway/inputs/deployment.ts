import { z } from "zod";

import { inApi, texts } from "./fields";

/** What AWS takes of an `aws:apigateway/deployment:Deployment`, with its defaults. */
export const DeploymentInputs = z.strictObject({
  ...inApi,
  description: z.string().optional(),
  triggers: texts.optional(),
  /** Of a stage that the deployment makes, which is not modelled: without effect. */
  variables: texts.optional(),
});
export type DeploymentInputs = z.infer<typeof DeploymentInputs>;
