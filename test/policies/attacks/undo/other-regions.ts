import { INTEGRATION } from "../build/changes";
import { allow, policyOf } from "../build/documents";
import { r2Undo } from "../build/kinds";
import type { Mine } from "../build/mine";
import { FAR, pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

const far = (name: string, breaks: string, change: (b: Mine) => Parameters<typeof pipelineWith>[1]["changes"]) =>
  r2Undo(`copied-${name}`, breaks, {
    own: true,
    add: (b) => pipelineWith({ name: b.name, region: FAR }, { streams: [{ name: b.stream }], changes: change(b)! }),
  });

/** What is copied from another region does not fit this one. */
export const otherRegions: readonly Attack[] = [
  far("role", "the API calls Kinesis as the role of another region, which may not write here", (b) => ({
    [INTEGRATION]: { props: { credentials: b.pipeline.roleArn } },
  })),
  far("policy", "the role may write to the stream of another region alone", (b) => ({
    "access-policy": {
      props: { policy: policyOf(allow("kinesis:PutRecord", Object.values(b.pipeline.streams)[0]!)) },
    },
  })),
  far("file", "the secret of one region holds the file of another", (b) => ({
    "connector-version": { props: { secretString: b.connectorConfig } },
  })),
  r2Undo("copied-output", "the output of one region is the file of another", {
    outputs: { connectorConfig: ({ connectorConfig }) => ({ [FAR]: connectorConfig }) },
  }),
];
