import type { PolicyResource } from "@pulumi/policy";

import { listAt, property } from "./resource";

/**
 * The behaviors of a CloudFront distribution that lead to some of its origins.
 * @param distribution A distribution.
 * @param origins Entries of its `origins`.
 * @returns Its default behavior and its ordered ones, where they name one of the origins.
 * @throws What `listAt` throws where one is not known yet.
 */
export function behaviorsTo(distribution: PolicyResource, origins: readonly unknown[]): readonly unknown[] {
  const ids = origins.map((origin) => property(origin, "originId"));
  return ["defaultCacheBehavior", "orderedCacheBehaviors"]
    .flatMap((path) => listAt(distribution, path))
    .filter((behavior) => ids.includes(property(behavior, "targetOriginId")));
}
