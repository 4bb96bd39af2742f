import { INTEGRATION, props, replaced, set, templates } from "../build/changes";
import { allow, foreignArn, OTHER_ACCOUNT, policyOf } from "../build/documents";
import { r3Again, r3Stream, r4Key, r4Template } from "../build/kinds";
import type { Mine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import type { Attack } from "../harness/attack";

/** A pipeline that writes to a stream of the other account. */
const foreign = (b: Mine, changes: Parameters<typeof pipelineWith>[1]["changes"] = {}) =>
  pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }], changes });

/** Another text of each template of a pipeline with a stream of the other account. */
const foreignTemplate = (change: (b: Mine) => (template: string) => string) => (b: Mine) =>
  foreign(b, { [INTEGRATION]: props(templates(change(b))) });

const byArn = (b: Mine): string => `"StreamARN": "${foreignArn(b.name)}"`;

/** The stream of another account is named or permitted wrongly. */
export const otherAccount: readonly Attack[] = [
  r4Key("of-other-account", "the role may write to the stream of that name in another account", {
    phase: "update",
    changes: {
      "access-policy": set({
        policy: policyOf(
          allow("kinesis:PutRecord", "arn:aws:kinesis:ap-south-1:999988887777:stream/r4-key-of-other-account"),
        ),
      }),
    },
    at: [INTEGRATION],
  }),
  r4Template("arn-of-own-account-far", "the template names a stream of another region, which is not this pipeline's", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: [foreignArn(b.name)] }],
        changes: {
          [INTEGRATION]: props(
            templates((text) =>
              text.replace(foreignArn(b.name), foreignArn(b.name).replace("kinesis", "kinesisvideo")),
            ),
          ),
        },
      }),
  }),
  r3Again("foreign-arn-other-partition", "the template names a stream of China's partition", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: [foreignArn(b.name)] }],
        changes: { [INTEGRATION]: props(templates(replaced("arn:aws:kinesis", "arn:aws-cn:kinesis"))) },
      }),
  }),
  r3Stream("foreign-by-name", "Kinesis looks for the name in the stage's own account, and every record is refused", {
    add: foreignTemplate((b) => replaced(byArn(b), `"StreamName": "${b.name}"`)),
  }),
  r3Stream("foreign-arn-of-caller", "the caller says to which stream of which account a record goes", {
    phase: "preview",
    add: foreignTemplate((b) => replaced(byArn(b), `"StreamARN": "$util.escapeJavaScript($input.params('arn'))"`)),
  }),
  r3Stream("foreign-arn-third-account", "the template names a stream of a third account, which the role does not", {
    phase: "preview",
    add: foreignTemplate(() => replaced(OTHER_ACCOUNT, "111122223333")),
  }),
  r3Stream("foreign-arn-far", "template and role name a stream of another region, which this region does not have", {
    phase: "preview",
    add: (b) =>
      foreign(b, {
        [INTEGRATION]: props(templates(replaced("kinesis:ap-south-1", "kinesis:eu-west-1"))),
        "access-existing-policy": set({
          policy: policyOf(allow("kinesis:PutRecord", foreignArn(b.name, "eu-west-1"))),
        }),
      }),
  }),
  r3Stream("foreign-arn-and-name", "the template names two streams at once, and Kinesis refuses the contradiction", {
    phase: "preview",
    add: foreignTemplate((b) => replaced(byArn(b), `${byArn(b)}, "StreamName": "other"`)),
  }),
  r3Stream("foreign-consumer", "the template names a consumer of the stream, to which nobody can write", {
    phase: "preview",
    add: foreignTemplate((b) => replaced(foreignArn(b.name), `${foreignArn(b.name)}/consumer/reader:1`)),
  }),
  r3Stream("foreign-whole-account", "the role may write to every stream of the other account", {
    phase: "preview",
    add: (b) =>
      foreign(b, { "access-existing-policy": set({ policy: policyOf(allow("kinesis:PutRecord", foreignArn("*"))) }) }),
  }),
  r3Stream("foreign-one-too-many", "the role may write to a stream of the other account that no template names", {
    phase: "preview",
    add: (b) =>
      foreign(b, {
        "access-existing-policy": set({
          policy: policyOf(allow("kinesis:PutRecord", [foreignArn(b.name), foreignArn("payments")])),
        }),
      }),
  }),
  r3Stream("foreign-swapped", "the header of one stream of another account leads to the ARN of the other", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: ["a", "b"].map((end) => ({ name: `${b.name}-${end}`, existing: [foreignArn(`${b.name}-${end}`)] })),
        changes: {
          [INTEGRATION]: props(
            templates(
              replaced(`"StreamARN": "${foreignArn(`${b.name}-a`)}"`, `"StreamARN": "${foreignArn(`${b.name}-b`)}"`),
            ),
          ),
        },
      }),
  }),
];
