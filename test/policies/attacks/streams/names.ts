import * as pulumi from "@pulumi/pulumi";

import { apiModel } from "../../../../components/api/model";
import { ConnectorSecret } from "../../../../components/connector-secret";
import { IngestAccess } from "../../../../components/ingest-access";
import { IngestApi } from "../../../../components/ingest-api";
import { IngestKey } from "../../../../components/ingest-key";
import { IngestStream } from "../../../../components/ingest-stream";
import { loadSettings } from "../../../../config/load";
import { renderRegion } from "../../../../connector/regions";
import { INTEGRATION, props, templates } from "../build/changes";
import { ACCOUNT, allow, policyOf } from "../build/documents";
import { r2Undo } from "../build/kinds";
import type { Mine } from "../build/mine";
import { FAR, pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

/** The pipeline's parts without the component that holds them, the stream in another region than the API. */
function flattened(b: Mine): void {
  const { streams, api, connector, observability, protect, stage, tags } = loadSettings();
  const place = { stage, tags, service: b.name, region: b.region };
  const stream = new IngestStream(`${b.name}-stream`, {
    place: { ...place, region: FAR },
    stream: { ...streams[0]!, name: b.name },
    protect,
  });
  const access = new IngestAccess(`${b.name}-access`, { place, streamArns: [stream.streamArn], kmsKeyArns: [] });
  const model = apiModel({ ...api, streamNames: [b.name] });
  const ingest = new IngestApi(`${b.name}-api`, {
    place,
    model,
    healthCheckThrottle: api.healthCheckThrottle,
    observability,
    roleArn: access.roleArn,
    protect,
  });
  const { apiId, stageName } = ingest;
  const key = new IngestKey(`${b.name}-key`, { place, apiId, stageName, throttle: api.throttle, protect });
  new ConnectorSecret(`${b.name}-connector`, {
    place,
    config: pulumi
      .all([ingest.endpoint, key.value])
      .apply(([endpoint, apiKey]) =>
        renderRegion(place.region, [{ region: place.region, endpoint, apiKey, connector, streams: [] }]),
      ),
    recoveryWindowDays: 30,
    protect,
  });
  const far = `${b.name}-far`;
  pipelineWith({ name: far, region: FAR }, { streams: [{ name: far }] });
}

/** The stream has another name or region than the template says. */
export const names: readonly Attack[] = [
  r2Undo("stream-unnamed", "the stream gets a name of Pulumi's, and the template another one", {
    phase: "update",
    at: [INTEGRATION, "access-policy"],
    changes: { stream: props({ name: undefined }) },
  }),
  r2Undo("stream-renamed", "the stream has another name than the template", {
    phase: "update",
    at: [INTEGRATION, "access-policy"],
    changes: { stream: props({ name: "orders-2" }) },
  }),
  r2Undo("stream-of-dev", "records of prod are stored in the stream of dev", {
    phase: "update",
    changes: {
      [INTEGRATION]: props(templates((text) => text.replaceAll("'r2-undo-stream-of-dev'", "'orders-dev'"))),
      "access-policy": props({
        policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:ap-south-1:${ACCOUNT}:stream/orders-dev`)),
      }),
    },
  }),
  r2Undo("flattened", "without the component nobody sees that the stream is in another region", { add: flattened }),
];
