import { PolicyPack } from "@pulumi/policy";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";

import { checkConfiguration } from "./pack/configuration";
import { exemptMetaPolicies, onRequest, secretOutputsIn, writtenConfiguration } from "./pack/engine-requests";
import { policiesOf } from "./pack/policies";
import { rules } from "./rules";

let problems: readonly string[] = [];
let secretOutputs: readonly string[] = [];
const policies = policiesOf(rules, { problems: () => problems, secretOutputs: () => secretOutputs });

// The engine hands over all that was written, names that no policy has among it; the SDK shows each policy its own part only.
onRequest(AnalyzerService.configure, (request) => {
  problems = checkConfiguration(writtenConfiguration(request, policies), policies);
  exemptMetaPolicies(request, policies);
});
onRequest(AnalyzerService.analyzeStack, (request) => {
  secretOutputs = secretOutputsIn(request);
});
new PolicyPack("aerospike-kinesis", { policies });
