import { runtime } from "@pulumi/pulumi";

import { mutations } from "./mutations";

runtime.registerResourceTransform(({ name, props, opts }) => {
  const mutation = mutations.find(({ region, resource }) => name === `ingest-${region}-${resource}`);
  if (mutation === undefined) return undefined;
  return { props: mutation.props ? { ...mutation.props(props) } : props, opts: { ...opts, ...mutation.options } };
});
