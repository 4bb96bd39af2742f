export { realFaultEnvironment, seededRandom, type FaultEnvironment } from "./environment";
export { createFaults, type Faults, type FaultsOptions } from "./faults";
export { FAULT_NAMES, type FaultName } from "./names";
export { FaultRuleError, parseFaultRules, type FaultRule } from "./rules";
