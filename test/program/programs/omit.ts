import { Config, runtime } from "@pulumi/pulumi";

// The real program without some inputs of its resources: `test:omit` lists them as `<type>.<property>`.
const omitted = new Config("test").getObject<string[]>("omit") ?? [];

runtime.registerStackTransformation(({ type, props, opts }) => {
  const kept = Object.entries(props as object).filter(([name]) => !omitted.includes(`${type}.${name}`));
  return { props: Object.fromEntries(kept), opts };
});

export { connectorConfig, pipelines } from "../../../index";
