import { changeModel } from "./model-changes";

// The pipeline takes no model from outside, and a transformation cannot take a resource away. So the module that makes the
// model is exchanged, before the pipeline's module asks for it.
const file = require.resolve("../../../../components/api/model");
// oxlint-disable-next-line no-require-imports -- an import would not give the module that require has kept
const original = require(file) as typeof import("../../../../components/api/model");
require.cache[file]!.exports = {
  ...original,
  apiModel: (args: Parameters<typeof original.apiModel>[0]) => changeModel(original.apiModel(args)),
};
