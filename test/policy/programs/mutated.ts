import { runtime } from "@pulumi/pulumi";
import { previewed, updated } from "./mutations";

const mutations = process.env.MUTATIONS === "updated" ? updated : previewed;

// The real program, with some arguments and options of it changed.
runtime.registerResourceTransform(({ name, props, opts }) => {
  const mutation = mutations.find(({ region, resource }) => name === `ingest-${region}-${resource}`);
  if (mutation === undefined) return undefined;
  return { props: mutation.props ? { ...mutation.props(props) } : props, opts: { ...opts, ...mutation.options } };
});

export { connectorConfig, pipelines } from "../../..";
