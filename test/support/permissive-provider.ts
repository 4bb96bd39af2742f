import { realEnvironment } from "../../local/aws/environment";
import { createProvider } from "../../local/aws/provider/provider";
import { serveProvider, type ServedProvider } from "../../local/aws/provider/serve";

/** A provider for package `aws` that knows no type and lets every one pass at preview: for programs of any kind. */
export const servePermissiveProvider = (): Promise<ServedProvider> =>
  serveProvider(createProvider([], realEnvironment));
