"use strict";

const { Buffer } = require("node:buffer");
const { connect, createServer } = require("node:net");
const { pipeline } = require("node:stream");
const grpc = require("@grpc/grpc-js");
const analyzer = require("@pulumi/pulumi/proto/analyzer_pb");
const { AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");

const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

const untouched = (bytes) => bytes;

/** Analyzer's methods, with requests and responses as bytes, to be passed on. */
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
 * Listens where the engine looks for a policy pack that does not run yet. The engine's first call, which tells the stack and its
 * settings, has the pack started: `start` runs it and gives its port. The call is passed on to it, and the engine's connection
 * closed the way gRPC closes one that is too old, after which the engine connects anew: straight to the pack, so that its
 * thousands of calls go through nobody's hands.
 */
async function listenForEngine(start) {
  const host = new grpc.Server(UNLIMITED);
  let pack;

  const passOn = (method) => (call, callback) => {
    // Commands without a stack begin with another call; the pack then starts without settings.
    const configuration = method === methods.configureStack ? call.request : undefined;
    pack ??= start(configuration && analyzer.AnalyzerStackConfigureRequest.deserializeBinary(configuration));
    pack.then(
      (port) => {
        const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), UNLIMITED);
        client.makeUnaryRequest(method.path, untouched, untouched, call.request, (error, response) => {
          callback(error, response);
          client.close();
          door.to = port;
          host.tryShutdown(() => {});
        });
      },
      (error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
    );
  };
  const service = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, passOn(method)]));
  // The engine waits for this answer before it says anything about the stack.
  service.handshake = (_call, callback) => {
    callback(null, Buffer.from(new analyzer.AnalyzerHandshakeResponse().serializeBinary()));
  };
  host.addService(methods, service);

  const door = await openDoor(await bind(host));
  return {
    port: door.port,
    close() {
      host.forceShutdown();
      door.close();
    },
  };
}

/** A port whose connections lead to another one, which may change. */
async function openDoor(to) {
  const door = { to };
  // A call is a few small frames: held back until the other side acknowledges the first, each call would take 40 ms.
  const server = createServer({ noDelay: true }, (socket) => {
    const onward = connect({ port: door.to, host: "127.0.0.1", noDelay: true });
    pipeline(socket, onward, socket, () => {});
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(door, { port: server.address().port, close: () => server.close() });
}

function bind(server) {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

module.exports = { listenForEngine };
