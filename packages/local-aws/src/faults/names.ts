import { GATEWAY_FAULTS } from "./gateway-faults";
import { KINESIS_FAULTS } from "./kinesis-faults";

export type KinesisFaultName = keyof typeof KINESIS_FAULTS;
export type GatewayFaultName = keyof typeof GATEWAY_FAULTS;
export type FaultName = KinesisFaultName | GatewayFaultName;

export const FAULT_NAMES = [...Object.keys(KINESIS_FAULTS), ...Object.keys(GATEWAY_FAULTS)] as readonly FaultName[];
