"use strict";

const { Buffer } = require("node:buffer");
const { createServer } = require("node:net");
const grpc = require("@grpc/grpc-js");
const analyzer = require("@pulumi/pulumi/proto/analyzer_pb");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");

const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

const untouched = (bytes) => bytes;

/** The analyzer's methods. Their requests and responses are bytes, which are passed on. */
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
 * Listens where the engine looks for a policy pack, before the pack runs. The engine's first call names the stack and
 * its settings. Then `start` runs the pack, hands it this listening socket as a file descriptor, and returns the pack's
 * port. The call is passed on to the pack. Then the engine's connection is closed as gRPC closes an old one. The engine
 * connects again, now directly to the pack, so that its thousands of calls need no proxy.
 */
async function listenForEngine(start) {
  const host = new grpc.Server(UNLIMITED);
  let pack;

  const passOn = (method) => (call, callback) => {
    // Commands without a stack begin with another call. The pack then starts without settings.
    const configuration = method === methods.configureStack ? call.request : undefined;
    pack ??= startPack(configuration && analyzer.AnalyzerStackConfigureRequest.deserializeBinary(configuration));
    pack.then(
      (port) => {
        const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), UNLIMITED);
        client.makeUnaryRequest(method.path, untouched, untouched, call.request, (error, response) => {
          callback(error, response);
          client.close();
          host.tryShutdown(() => {});
        });
      },
      (error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
    );
  };
  const startPack = (stack) => {
    const started = start(door._handle.fd, stack);
    door.close();
    return started;
  };
  const service = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, passOn(method)]));
  // The engine waits for this response before it sends the stack.
  service.handshake = (_call, callback) => {
    callback(null, Buffer.from(new analyzer.AnalyzerHandshakeResponse().serializeBinary()));
  };
  host.addService(methods, service);

  const injector = host.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  const door = createServer({ noDelay: true }, (socket) => injector.injectConnection(socket));
  await new Promise((resolve) => door.listen(0, "127.0.0.1", resolve));
  return {
    port: door.address().port,
    close() {
      host.forceShutdown();
      door.close();
    },
  };
}

module.exports = { listenForEngine };
