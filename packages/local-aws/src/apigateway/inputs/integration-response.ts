import { z } from "zod";

import { contentHandling, inMethod, statusCode, templates, texts } from "./fields";

/** What AWS takes of an `aws:apigateway/integrationResponse:IntegrationResponse`, with its defaults. */
export const IntegrationResponseInputs = z.strictObject({
  ...inMethod,
  statusCode,
  selectionPattern: z.string().optional(),
  contentHandling: contentHandling.optional(),
  responseParameters: texts.optional(),
  responseTemplates: templates.optional(),
});
export type IntegrationResponseInputs = z.infer<typeof IntegrationResponseInputs>;
