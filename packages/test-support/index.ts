export { engine, engineWithoutHost, getEngineFirst, onEachHost, openFirst } from "./src/engine";
export { certificateFor, type HttpsServer, type Received, startHttpsServer } from "./src/https-server";
export { fileAppears, processGone } from "./src/processes";
export { TINY, TINY_POLICIES } from "./src/programs";
export { randomBytes } from "./src/seed";
export { inTemporaryDirectory, makeTemporaryDirectory } from "./src/temporary-directory";
export { onTiny, openTiny } from "./src/tiny";
