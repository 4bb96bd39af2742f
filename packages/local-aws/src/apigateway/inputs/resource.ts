import { z } from "zod";

import { inApi } from "./fields";

/** What AWS takes of an `aws:apigateway/resource:Resource`, with its defaults. */
export const ResourceInputs = z.strictObject({ ...inApi, parentId: z.string(), pathPart: z.string() });
export type ResourceInputs = z.infer<typeof ResourceInputs>;
