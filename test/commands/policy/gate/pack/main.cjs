"use strict";

const { PolicyPack } = require("@pulumi/policy");

const onKeys = (name, judge) => ({
  name,
  description: "Keys are judged.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }) => {
    if (type === "aws:apigateway/apiKey:ApiKey") judge(props);
  },
});

new PolicyPack("wrong", {
  policies: [
    onKeys("reads-unknown", ({ description }) => description),
    onKeys("throws", () => {
      throw new TypeError("a mistake in the policy");
    }),
  ],
});
