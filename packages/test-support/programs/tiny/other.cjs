"use strict";

// Another entry, as a test writes it that changes the program: a transform, then the program itself.

const { runtime } = require("@pulumi/pulumi");

runtime.registerResourceTransform(({ type, props, opts }) =>
  type === "tiny:index:Thing" ? { props: { ...props, number: "changed" }, opts } : undefined,
);

module.exports = require("./index.cjs");
