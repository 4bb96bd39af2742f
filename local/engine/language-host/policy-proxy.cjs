"use strict";

const { Buffer } = require("node:buffer");
const grpc = require("@grpc/grpc-js");
const analyzer = require("@pulumi/pulumi/proto/analyzer_pb");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");

const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

const untouched = (bytes) => bytes;
/** Analyzer's methods, with requests and responses passed on as bytes. */
const methods = Object.fromEntries(
  Object.entries(AnalyzerService).map(([name, method]) => [
    name,
    {
      ...method,
      requestSerialize: untouched,
      requestDeserialize: untouched,
      responseSerialize: untouched,
      responseDeserialize: untouched,
    },
  ]),
);

/**
 * A server of Pulumi's Analyzer service in front of a pack that does not run yet. It answers the handshake, keeps the stack's
 * configuration, and holds every other call until the pack is attached or has failed.
 */
async function listenForPack() {
  const stackConfiguration = deferred();
  const pack = deferred();

  const forward = (method) => (call, callback) => {
    // Some commands never configure a stack: the pack then starts without.
    stackConfiguration.resolve(undefined);
    pack.promise.then((client) => request(client, method, call.request, callback), callback);
  };
  const service = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, forward(method)]));
  service.handshake = (_call, callback) => callback(null, bytes(new analyzer.AnalyzerHandshakeResponse()));
  service.configureStack = (call, callback) => {
    stackConfiguration.resolve(call.request);
    callback(null, bytes(new analyzer.AnalyzerStackConfigureResponse()));
  };

  const server = new grpc.Server(UNLIMITED);
  server.addService(methods, service);
  const port = await new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });

  return {
    port,

    /** The stack to judge, as soon as the engine has said; undefined where it never does. */
    stackConfiguration: stackConfiguration.promise.then(
      (configuration) => configuration && analyzer.AnalyzerStackConfigureRequest.deserializeBinary(configuration),
    ),

    /** Tells the pack at this port its stack, then sends it the held calls and all that follow. */
    async attach(packPort) {
      const client = new grpc.Client(`127.0.0.1:${packPort}`, grpc.credentials.createInsecure(), UNLIMITED);
      const configuration = await stackConfiguration.promise;
      if (!configuration) return pack.resolve(client);
      request(client, methods.configureStack, configuration, (error) => {
        if (error && error.code !== grpc.status.UNIMPLEMENTED) this.fail(error);
        else pack.resolve(client);
      });
    },

    /** Answers the held calls, and all that follow, with this error. */
    fail(error) {
      pack.reject({ code: grpc.status.UNKNOWN, details: error.message });
    },

    close() {
      server.forceShutdown();
      pack.promise.then(
        (client) => client.close(),
        () => {},
      );
    },
  };
}

function request(client, method, message, callback) {
  client.makeUnaryRequest(method.path, untouched, untouched, message, callback);
}

const bytes = (message) => Buffer.from(message.serializeBinary());

function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

module.exports = { listenForPack };
