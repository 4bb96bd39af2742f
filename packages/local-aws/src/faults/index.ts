export { FaultRuleError } from "../errors";
export { type FaultEnvironment, realFaultEnvironment, seededRandom } from "./environment";
export { createFaultInjector, type FaultInjector } from "./injector";
export { FAULT_NAMES, type FaultName } from "./names";
export { type FaultRule, parseFaultRules } from "./rules";
