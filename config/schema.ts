import { z } from "zod";

import { connectorSchema } from "./connector-schema";
import { flag, integerOr, settings, text, wholeNumber } from "./forms";
import { observabilitySchema } from "./observability-schema";
import { regionsSchema } from "./region-overrides";
import { streamSchema } from "./stream-schema";
import { tags } from "./tags";

const throttle = (ratePerSecond: number, burst: number) =>
  settings({
    ratePerSecond: wholeNumber(1, 1_000_000).default(ratePerSecond),
    burst: wholeNumber(1, 1_000_000).default(burst),
  }).prefault({});

const apiSchema = settings({
  // API Gateway reserves ping and sping, and every HTTP client removes . and .. from a URL.
  path: text(
    "one path segment of letters, digits, '_', '.', ':' or '-' that is not ping, sping, . or ..",
    /^(?!(s?ping|\.{1,2})$)[a-zA-Z0-9_.:-]{1,64}$/,
  ).default("kinesis"),
  throttle: throttle(5000, 2500),
  // Of health checks, which need no key: enough for hundreds of connectors, and a hundredth of an account's requests.
  healthCheckThrottle: throttle(100, 100),
  integrationTimeoutMs: wholeNumber(50, 9998).default(6000),
});

/** The settings of one stage, as in `Pulumi.<stage>.yaml`, with their defaults. README lists them. */
export const settingsSchema = settings({
  service: text("2 to 40 lower-case letters, digits or '-', beginning with a letter", /^[a-z][a-z0-9-]{1,39}$/),
  regions: regionsSchema,
  streams: z
    .array(streamSchema, { error: "a list of streams" })
    .min(1, { error: "at least one stream" })
    .prefault([{}]),
  api: apiSchema.prefault({}),
  connector: connectorSchema.prefault({}),
  secret: settings({
    recoveryWindowDays: integerOr("0 (delete at once) or a whole number from 7 to 30", 0, {
      minimum: 7,
      maximum: 30,
    }).default(30),
  }).prefault({}),
  observability: observabilitySchema.prefault({}),
  protect: flag.default(true),
  tags: tags.prefault({}),
});
