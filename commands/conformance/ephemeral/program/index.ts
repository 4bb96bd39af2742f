export { changeProgram } from "./change-program";
export { createProbe } from "./probe-api";
