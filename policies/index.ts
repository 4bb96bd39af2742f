import { PolicyPack } from "@pulumi/policy";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";

import { checkConfiguration } from "./pack/configuration";
import {
  exemptMetaPolicies,
  markGivenArguments,
  noteGivenArgument,
  notePlainArguments,
  onRequest,
  secretOutputsIn,
  secretsConfiguredIn,
  unpackOnce,
  writtenConfiguration,
} from "./pack/engine-requests";
import { policiesOf } from "./pack/policies";
import { PolicyWalk } from "./pack/policy-walk";
import { hasRemedies, skipUnusedRemedies } from "./pack/remedies";
import { StackResources } from "./pack/stack-resources";
import { rules } from "./rules";

let problems: readonly string[] = [];
let secretOutputs: readonly string[] = [];
const givenArguments = new Map<string, string>();
const plainArguments = new Set<string>();
let configuredSecrets: readonly string[] | undefined;
const stackResources = new StackResources();
const policies = policiesOf(rules, {
  problems: () => problems,
  secretOutputs: () => secretOutputs,
  configuredSecrets: () => configuredSecrets,
  plainArguments: () => plainArguments,
  resources: (given) => stackResources.allOf(given),
});

const walk = new PolicyWalk(policies);
let mends = hasRemedies(policies);

// The engine hands over all that was written, names that no policy has among it; the SDK shows each policy its own part only.
onRequest(AnalyzerService.configure, (request) => {
  problems = checkConfiguration(writtenConfiguration(request, policies), policies);
  exemptMetaPolicies(request, policies);
  mends = hasRemedies(policies, request);
});
skipUnusedRemedies(
  AnalyzerService.remediate,
  () => mends,
  (nothing) => {
    walk.narrowToNone(nothing);
  },
);
onRequest(AnalyzerService.configureStack, (request) => {
  configuredSecrets = secretsConfiguredIn(request);
});
onRequest(AnalyzerService.analyze, (request) => {
  noteGivenArgument(request, givenArguments);
  notePlainArguments(request, plainArguments);
  unpackOnce(request);
  walk.narrowToType(request);
});
onRequest(AnalyzerService.analyzeStack, (request) => {
  markGivenArguments(request, givenArguments);
  secretOutputs = secretOutputsIn(request);
  stackResources.begin(request);
});
new PolicyPack("aerospike-kinesis", { policies: walk.policies });
