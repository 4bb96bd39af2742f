import { Provider } from "@pulumi/aws/provider";
import * as sqs from "@pulumi/aws/sqs";

import { methodSettings } from "../build/api-parts";
import { on, withProvider } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { control, fine } from "../build/mine";
import type { Control } from "../harness/attack";

/** Options and providers that undo nothing. */
export const undo: readonly Control[] = [
  fine("r4-fine-provider-pinned", "a provider of the same region names its version and its account", {
    phase: "preview",
    changes: {
      stream: withProvider("r4-fine-provider-pinned-made", { allowedAccountIds: [ACCOUNT] }, { version: "7.48.0" }),
    },
  }),
  control(
    "fine-settings-throttle",
    "The stage has a throttle.",
    methodSettings({ throttlingRateLimit: 1000, throttlingBurstLimit: 500 }),
  ),
  control("fine-settings-no-cache", "The cache is switched off in so many words.", ({ change, add }) => {
    change("api-stage", { cacheClusterEnabled: false });
    methodSettings({ cachingEnabled: false, metricsEnabled: true })({ add });
  }),
  control(
    "fine-one-trigger-more",
    "The deployment has a trigger more.",
    on("api-deployment", (props) => ({
      ...props,
      description: "of this run",
      triggers: { ...(props.triggers as object), version: "2" },
    })),
  ),
  control(
    "fine-ignores-tags",
    "Changes of tags are ignored, which no rule judges.",
    on("access-role", {}, { ignoreChanges: ["description"] }),
  ),
  control("fine-protected-stage", "The stage is protected.", on("api-stage", {}, { protect: true })),
  control(
    "fine-created-first",
    "A role is made before it is deleted, in so many words.",
    on("access-role", {}, { deleteBeforeReplace: false }),
  ),
  control(
    "fine-own-provider",
    "A provider of its own, in the same region and account.",
    on("stream", {}, (given) => ({
      ...given,
      provider: new Provider("fine-own-provider-aws", { region: "ap-south-1", allowedAccountIds: ["123456789012"] }),
    })),
  ),
  fine("r2-fine-renamed", "the stream had another name in the program before", {
    changes: {
      stream: { options: { aliases: [{ name: "ingest-stream" }] } },
    },
  }),
  fine("r2-fine-moved", "the API was below another component before", {
    changes: {
      api: { options: { aliases: [{ parent: "urn:pulumi:prod::aerospike-kinesis::orders:index:Old::old" }] } },
    },
  }),
  fine("r2-fine-fips-provider", "a provider speaks to AWS by its stricter endpoints, and tries again", {
    add: (b) =>
      new sqs.Queue(
        `${b.name}-queue`,
        { region: b.region, sqsManagedSseEnabled: true, tags: b.tags },
        {
          provider: new Provider(`${b.name}-aws`, {
            region: "ap-south-1",
            useFipsEndpoint: true,
            maxRetries: 10,
            retryMode: "adaptive",
            allowedAccountIds: [ACCOUNT],
            defaultTags: { tags: { team: "data" } },
          }),
        },
      ),
  }),
  fine("r3-fine-patient", "AWS has more time to make a stream, and ignores who tagged it last", {
    changes: { stream: { options: { customTimeouts: { create: "30m" }, ignoreChanges: ["tagsAll"] } } },
  }),
  fine("r3-fine-policy-with-role", "the policy need not be deleted when the role is", {
    phase: "update",
    changes: {
      "access-policy": { options: (given) => ({ ...given, retainOnDelete: false, replaceOnChanges: ["policy"] }) },
    },
  }),
  fine("r3-fine-provider", "a provider of the same region has other timeouts and tags", {
    changes: {
      "access-role": withProvider("r3-fine-provider-made", {
        maxRetries: 30,
        defaultTags: { tags: { team: "data" } },
        ignoreTags: { keyPrefixes: ["kubernetes.io/"] },
        allowedAccountIds: [ACCOUNT],
      }),
    },
  }),
];
