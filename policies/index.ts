import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "./pack/policies";
import { rules } from "./rules";

new PolicyPack("aerospike-kinesis", { policies: policiesOf(rules) });
