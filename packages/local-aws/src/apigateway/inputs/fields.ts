import { z } from "zod";

/** Maps of text to text, as Pulumi's. */
export const texts = z.record(z.string(), z.string());

const HTTP_METHODS = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"] as const;
const httpMethod = z.enum(HTTP_METHODS);

export const statusCode = z.string().regex(/^[1-5]\d\d$/, "expected a status of three digits");

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const MAX_TEMPLATE_KIB = 300;

const template = z
  .string()
  .refine(
    (text) => Buffer.byteLength(text) <= MAX_TEMPLATE_KIB * 1024,
    `expected a template of at most ${MAX_TEMPLATE_KIB} KB`,
  );

/** A media type that may name a template. @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html */
export const templates = z.record(z.string().regex(/^[^/\s]+\/[^/\s].*$/, "expected a content type"), template);

export const contentHandling = z.enum(["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"]);

/** The properties that say in which API a resource is. */
export const inApi = { region: z.string(), restApi: z.string() };

/** The properties that say to which method a resource belongs. */
export const inMethod = { ...inApi, resourceId: z.string(), httpMethod };

/** Read the ids back from outputs that the engine hands in. */
export const RestApiIds = z.object(inApi);
export type RestApiIds = z.infer<typeof RestApiIds>;
export const MethodIds = z.object(inMethod);
export type MethodIds = z.infer<typeof MethodIds>;

/** Built into every API. Models of one's own would need a JSON schema validator. */
export const BUILT_IN_MODEL = z.literal("Empty", 'expected "Empty", the only model that the local AWS knows');
