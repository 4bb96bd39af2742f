import { PolicyPack } from "@pulumi/policy";
import { Config, getProject, getStack } from "@pulumi/pulumi";

if (new Config("tiny").get("pack") === "broken") throw new Error("the pack is broken");
if (new Config("tiny").get("pack") === "talks first") console.log("talking");
console.error(`pack of ${getProject()} ${getStack()}, number ${new Config("tiny").require("number")}`);

new PolicyPack("tiny-policies", {
  policies: [
    {
      name: "number-is-allowed",
      description: "A thing's number is one that is allowed.",
      enforcementLevel: "mandatory",
      configSchema: { properties: { allowed: { type: "string", default: "none" } } },
      validateResource: (resource, report) => {
        const { type, props } = resource;
        const { allowed } = resource.getConfig<{ allowed: string }>();
        if (type === "tiny:index:Thing" && props.number !== allowed) {
          report(`Allowed is ${allowed}, not ${props.number}.`);
        }
      },
    },
  ],
});
