export { FaultRuleError } from "../errors";
export { type FaultEnvironment, realFaultEnvironment, seededRandom } from "./environment";
export { createFaultInjector, type FaultInjector, type FaultInjectorOptions } from "./injector";
export { KINESIS_ERRORS } from "./kinesis-errors";
export { FAULT_NAMES, type FaultName } from "./names";
export { type FaultRule, parseFaultRules } from "./rules";
