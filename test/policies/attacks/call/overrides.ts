import { beforeRecord, inRequest, INTEGRATION, props } from "../build/changes";
import { r3Pair, r4Velocity } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** A template overrides what is called. */
export const overrides: readonly Attack[] = [
  r4Velocity(
    "put-into-override",
    "a method of a map overrides the name of the call",
    inRequest(
      beforeRecord('#set($x = $context.requestOverride.header.put("X-Amz-Target", "Kinesis_20131202.DeleteStream"))'),
    ),
  ),
  r3Pair("target-overridden", "the template overrides the header that names the call of Kinesis", {
    changes: {
      [INTEGRATION]: props(
        beforeRecord('#set($context.requestOverride.header["X-Amz-Target"] = "Kinesis_20131202.DeleteStream")'),
      ),
    },
  }),
  r3Pair("path-overridden", "the template overrides the path of the call", {
    changes: { [INTEGRATION]: props(beforeRecord('#set($context.requestOverride.path.proxy = "x")')) },
  }),
];
