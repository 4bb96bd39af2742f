export { FaultRuleError } from "../errors";
export { type FaultEnvironment, realFaultEnvironment, seededRandom } from "./environment";
export { createFaults, type Faults, type FaultsOptions } from "./faults";
export { KINESIS_ERRORS } from "./kinesis-errors";
export { FAULT_NAMES, type FaultName } from "./names";
export { type FaultRule, parseFaultRules } from "./rules";
