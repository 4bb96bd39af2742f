import { PolicyPack } from "@pulumi/policy";
import { checkConfiguration } from "./pack/configuration";
import { policiesOf } from "./pack/policies";
import { asWritten, exemptCompanions, onConfigure } from "./pack/received";
import { rules } from "./rules";

let problems: readonly string[] = [];
const policies = policiesOf(rules, { problems: () => problems });

onConfigure((request) => {
  problems = checkConfiguration(asWritten(request, policies), policies);
  exemptCompanions(request, policies);
});
new PolicyPack("aerospike-kinesis", { policies });
