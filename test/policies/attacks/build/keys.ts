import * as kms from "@pulumi/aws/kms";

import { policyOf, ROOT } from "./documents";
import type { Mine } from "./mine";

/** A customer's key as the rules ask for it. */
export const goodKey = (b: Mine, ...statements: object[]) =>
  new kms.Key(
    `${b.name}-key`,
    {
      region: b.region,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyOf(ROOT, ...statements),
      tags: b.tags,
    },
    { protect: true },
  );
