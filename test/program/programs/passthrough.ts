import { Config, runtime } from "@pulumi/pulumi";

// The real program, with another passthrough behaviour of its integrations: the AWS provider replaces one for that.
const passthroughBehavior = new Config("test").get("passthrough");
// Not registerResourceTransform: it hands the engine a deleteBeforeReplace of false in the place of the provider's own.
runtime.registerStackTransformation(({ type, props, opts }) =>
  type === "aws:apigateway/integration:Integration" && passthroughBehavior !== undefined
    ? { props: { ...(props as object), passthroughBehavior }, opts }
    : undefined,
);

export { connectorConfig, pipelines } from "../../../index";
