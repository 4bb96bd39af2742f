import { z } from "zod";

import { contentHandling, inMethod, templates, texts } from "./fields";

/** What AWS takes of an `aws:apigateway/integration:Integration`, with its defaults. */
export const IntegrationInputs = z.strictObject({
  ...inMethod,
  type: z.enum(["AWS", "MOCK"], 'expected "AWS" or "MOCK", the types that the local AWS models'),
  integrationHttpMethod: z.literal("POST", 'expected "POST", with which AWS actions are called').optional(),
  uri: z.string().optional(),
  credentials: z.string().optional(),
  connectionType: z.literal("INTERNET").default("INTERNET"),
  contentHandling: contentHandling.optional(),
  passthroughBehavior: z.enum(["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]).default("WHEN_NO_MATCH"),
  requestParameters: texts.optional(),
  requestTemplates: templates.optional(),
  responseTransferMode: z.literal("BUFFERED").default("BUFFERED"),
  timeoutMilliseconds: z.int().min(50).max(29_000).default(29_000),
});
export type IntegrationInputs = z.infer<typeof IntegrationInputs>;
