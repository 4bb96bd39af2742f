import * as grpc from "@grpc/grpc-js";
import { version } from "@pulumi/aws/package.json";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { Properties } from "../resource";
import type { Provider } from "./provider";
import { markSecret } from "./values";

/**
 * A provider in the engine's own protocol (`pulumirpc.ResourceProvider`). gRPC answers a method that is left out with
 * UNIMPLEMENTED, which the engine understands.
 * @param provider does the work
 * @returns the methods of the gRPC service
 */
export function engineService(provider: Provider): grpc.UntypedServiceImplementation {
  /** With the secrets marked that no input makes secret. */
  const withSecrets = (urn: string, values: Properties): Struct => {
    const secrets = provider.secretOutputs(typeOf(urn)).filter((name) => values[name] !== undefined);
    return struct({ ...values, ...Object.fromEntries(secrets.map((name) => [name, markSecret(values[name])])) });
  };
  return {
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    // The version of the AWS package: the engine warns if it is not the program's.
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    checkConfig: unary((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary(() => new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: unary((request: messages.ConfigureRequest) => {
      provider.configure(properties(request.getArgs()));
      return new messages.ConfigureResponse().setSupportspreview(true).setSupportsAutonamingConfiguration(true);
    }),
    invoke: unary((request: messages.InvokeRequest) => {
      throw new Error(
        `the local AWS has no provider functions (${request.getTok()}): the program previews without credentials, ` +
          "so take regions from its settings, and ARNs and partitions from resources' outputs",
      );
    }),
    check: unary((request: messages.CheckRequest) => {
      const urn = request.getUrn();
      const before = request.hasOlds() ? properties(request.getOlds()) : undefined;
      const proposed = request.getAutonaming()?.getProposedName();
      const naming = {
        logicalName: nameOf(urn),
        before,
        proposed: proposed === "" ? undefined : proposed,
        seed: request.getRandomseed_asU8(),
      };
      const inputs = provider.check(typeOf(urn), properties(request.getNews()), naming);
      return new messages.CheckResponse().setInputs(struct(inputs));
    }),
    diff: unary((request: messages.DiffRequest) => {
      const [state, before, after] = [request.getOlds(), request.getOldInputs(), request.getNews()].map(properties);
      const found = provider.diff(typeOf(request.getUrn()), state ?? {}, before ?? {}, after ?? {});
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      return new messages.DiffResponse()
        .setChanges(found.changed.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList([...found.changed])
        .setReplacesList([...found.replaces])
        .setDeletebeforereplace(found.deleteBeforeReplace);
    }),
    create: unary(async (request: messages.CreateRequest) => {
      const urn = request.getUrn();
      const inputs = properties(request.getProperties());
      const made = request.getPreview()
        ? { id: "", outputs: provider.previewCreate(typeOf(urn), inputs) }
        : await provider.create(typeOf(urn), inputs, urn);
      return new messages.CreateResponse().setId(made.id).setProperties(withSecrets(urn, made.outputs));
    }),
    read: unary(async (request: messages.ReadRequest) => {
      const urn = request.getUrn();
      const [known, inputs] = [properties(request.getProperties()), properties(request.getInputs())];
      const now = await provider.read(typeOf(urn), request.getId(), known, inputs);
      return now === undefined
        ? new messages.ReadResponse()
        : new messages.ReadResponse()
            .setId(now.id)
            .setProperties(withSecrets(urn, now.outputs))
            .setInputs(withSecrets(urn, now.inputs));
    }),
    update: unary(async (request: messages.UpdateRequest) => {
      const urn = request.getUrn();
      const [inputs, known] = [properties(request.getNews()), properties(request.getOlds())];
      const now = request.getPreview()
        ? provider.previewUpdate(typeOf(urn), inputs, known)
        : await provider.update(typeOf(urn), request.getId(), inputs, known, urn);
      return new messages.UpdateResponse().setProperties(withSecrets(urn, now));
    }),
    delete: unary(async (request: messages.DeleteRequest) => {
      const urn = request.getUrn();
      await provider.delete(typeOf(urn), request.getId(), properties(request.getProperties()), urn);
      return new Empty();
    }),
  };
}

/** The type of `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */
function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function properties(message: Struct | undefined): Properties {
  return message?.toJavaScript() ?? {};
}

function struct(values: Properties): Struct {
  // Removes undefined properties at any depth: the protocol has no value for them.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(values)) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function unary<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(handle)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}
