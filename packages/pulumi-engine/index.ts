export { type Engine, findEngine } from "./src/cli";
export { cliEnvironment } from "./src/cli-environment";
export { type CommandResult, runCommand } from "./src/command";
export type { EngineEvent, Events, PolicyViolation, ResourceState } from "./src/events";
export { engineDirectory } from "./src/installed";
export { withLock } from "./src/lock";
export { errorsOf, refusalOf, warningsOf } from "./src/operation-errors";
export { environmentsOf, type StageFile } from "./src/stage-file";
export { stageValues } from "./src/stage-values";
export { findStages, shortName, type Stages } from "./src/stages";
export {
  openWorkspace,
  type Operation,
  type OperationOptions,
  type StackState,
  type Workspace,
  type WorkspaceOptions,
} from "./src/workspace";
