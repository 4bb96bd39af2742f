import type { Check } from "./check";
import { ingestResource, planOf, stageNameOf } from "./match";

/** What `pulumi up` changes or leaves after an import. */
export const NOTES: readonly Check[] = [
  (_planned, { stream }) => [
    ...(stream?.StreamModeDetails?.StreamMode === "PROVISIONED"
      ? [
          "The stream is provisioned. pulumi up makes it on demand, in place. AWS lets a stream change twice in 24 hours.",
        ]
      : []),
    ...(stream?.EncryptionType === "KMS" && stream.KeyId !== "alias/aws/kinesis"
      ? [`The stream is encrypted with ${String(stream.KeyId)}. See in the preview whether pulumi up changes the key.`]
      : []),
  ],
  (_planned, { api }) => [
    ...(api?.endpointConfiguration?.types?.[0] === "EDGE"
      ? ["The API is EDGE. pulumi up makes it REGIONAL, in place. Its address stays the same."]
      : []),
    ...(api?.policy !== undefined && api.policy !== "" ? ["The API has a resource policy, which stays as it is."] : []),
    "From the next pulumi up on, the API takes TLS 1.2 and 1.3 only. That does not wait for the new deployment.",
  ],
  (planned, found) => {
    const { resourceMethods = {}, path } = ingestResource(planned, found) ?? {};
    const { apiKeyRequired, authorizationType } = resourceMethods.POST ?? {};
    const others = Object.keys(resourceMethods).filter((verb) => !planned.methods.has(verb));
    return [
      ...("POST" in resourceMethods && apiKeyRequired !== true
        ? ["The POST takes requests without a key. After pulumi up it answers them with 403."]
        : []),
      ...(authorizationType !== undefined && authorizationType !== "NONE"
        ? [`The POST has the authorization ${authorizationType}. pulumi up replaces it by the key alone.`]
        : []),
      ...(others.length === 0
        ? []
        : [
            others.length === 1
              ? `${others.join()} of ${String(path)} is not the program's. It stays, and nobody manages it.`
              : `${others.join(", ")} of ${String(path)} are not the program's. They stay, and nobody manages them.`,
          ]),
    ];
  },
  (planned, { stageNames, api }) => {
    const own = stageNameOf(planned);
    const others = stageNames.filter((name) => name !== own);
    return [
      ...(stageNames.includes(own)
        ? []
        : [`The API has no stage ${own}. pulumi up creates it, so that connectors get a new URL and a new file.`]),
      ...(others.length === 0
        ? []
        : [
            others.length === 1
              ? `The stage ${others.join()} of ${String(api?.id)} is not the program's. It keeps its deployment and its URL.`
              : `The stages ${others.join(", ")} of ${String(api?.id)} are not the program's. They keep their deployments and URLs.`,
          ]),
    ];
  },
  (planned, found) => {
    const used = planOf(planned, found);
    const others = (used?.keyIds ?? []).filter((id) => id !== found.key?.id);
    return [
      ...(used?.plan.quota ? ["The usage plan has a quota, which pulumi up removes: it would stop replication."] : []),
      ...(others.length === 0
        ? []
        : [
            others.length === 1
              ? `The key ${others.join()} stays in the usage plan, and opens the API.`
              : `The keys ${others.join(", ")} stay in the usage plan, and open the API.`,
          ]),
      ...(used === undefined
        ? []
        : [
            "Until the next pulumi up, the stack's state holds the key's value in clear text: the AWS provider does not mark " +
              "it as secret. Older versions of the state keep it. Rotate the key where they are not protected.",
          ]),
    ];
  },
  () => ["The role that the API had is not imported. Delete it after the next pulumi up."],
];
