import { type AnalyzeRequest, type ConfigureAnalyzerRequest, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";

import type { SdkPolicy } from "./meta-policy";

/**
 * Whether a policy is to mend resources.
 * @param policies of the pack
 * @param request the configuration; undefined before there is one
 * @returns true if at least one has the level `remediate`
 */
export const hasRemedies = (policies: readonly SdkPolicy[], request?: ConfigureAnalyzerRequest): boolean =>
  policies.some(({ name, enforcementLevel }) => {
    const configured = request?.getPolicyconfigMap().get(name);
    return configured === undefined
      ? enforcementLevel === "remediate"
      : configured.getEnforcementlevel() === EnforcementLevel.REMEDIATE;
  });

/** A resource as bytes, with empty properties (field 2) and empty options (field 5). The SDK needs both. */
const EMPTY_RESOURCE = Buffer.from([0x12, 0, 0x2a, 0]);

/**
 * Leaves the engine's requests to mend a resource unread while no policy mends any. The engine sends one for each resource
 * all the same, and waits. The SDK would unpack the resource before it finds that no policy is to mend it.
 * @param method of the service that the SDK serves, before the pack is made
 * @param isNeeded whether a policy is to mend resources
 * @param see takes the request that stands for all unread ones, and may change it
 */
export function skipUnusedRemedies(
  method: { requestDeserialize: (bytes: Buffer) => AnalyzeRequest },
  isNeeded: () => boolean,
  see: (nothing: AnalyzeRequest) => void = () => undefined,
): void {
  const read = method.requestDeserialize;
  const nothing = read(EMPTY_RESOURCE);
  see(nothing);
  method.requestDeserialize = (bytes) => (isNeeded() ? read(bytes) : nothing);
}
