import type { Cause } from "@aerospike-kinesis/esp-simulator";

import type { TroubleName } from "../../../commands/soak/profiles";

/** What each profile must have met at least. A run without it proves nothing. Nothing goes wrong in `calm`. */
export const MET: Readonly<Record<string, readonly (Cause | TroubleName)[]>> = {
  calm: [],
  ProvisionedThroughputExceeded: ["ProvisionedThroughputExceeded", "HTTP 429"],
  LimitExceeded: ["LimitExceeded", "HTTP 429"],
  KMSThrottling: ["KMSThrottling", "HTTP 429"],
  KMSDisabled: ["KMSDisabled", "HTTP 502"],
  KMSAccessDenied: ["KMSAccessDenied", "HTTP 502"],
  AccessDenied: ["AccessDenied", "HTTP 502"],
  ResourceNotFound: ["ResourceNotFound", "HTTP 502"],
  InternalFailure: ["InternalFailure", "HTTP 503"],
  ServiceUnavailable: ["ServiceUnavailable", "HTTP 503"],
  garbage: ["garbage", "HTTP 502"],
  "reset-before-stored": ["reset-before-stored", "HTTP 504"],
  "reset-after-stored": ["reset-after-stored", "HTTP 504"],
  "answered-too-late": ["answered-too-late", "HTTP 504"],
  "stored-too-late": ["stored-too-late", "HTTP 504"],
  "flat-json": ["reset-after-stored", "HTTP 504"],
  "message-pack": ["reset-after-stored", "HTTP 504"],
  "hot-partition-key": ["HTTP 429"],
  "key-not-spread": ["key-not-spread", "HTTP 403"],
  "plan-throttled": ["plan-throttled", "HTTP 429"],
  "empty-5xx": ["empty-5xx", "HTTP 500", "HTTP 502", "HTTP 503", "HTTP 504"],
  "gateway-reset-before": ["gateway-reset-before", "connection-reset"],
  "gateway-reset-after": ["gateway-reset-after", "connection-reset"],
  "gateway-too-late": ["gateway-too-late", "call-timeout"],
  "xdr-timeout": ["gateway-too-late", "call-timeout", "xdr-timeout"],
  "throttled-partitions": ["HTTP 503", "HTTP 429"],
  "gateway-restart": ["gateway-restart", "connection-refused", "connection-reset"],
  "connector-restart": ["connector-restart", "connector-stopped"],
  redeployment: ["redeployment", "HTTP 429", "HTTP 403"],
  "stream-deleted": ["stream-deleted", "HTTP 502"],
  everything: ["HTTP 429", "HTTP 502", "HTTP 503", "HTTP 504", "connection-reset", "connector-stopped"],
  "everything-by-record": ["HTTP 429", "HTTP 502", "HTTP 503", "HTTP 504", "connection-reset", "connector-stopped"],
};
