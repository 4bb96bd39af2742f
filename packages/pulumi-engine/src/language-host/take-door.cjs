"use strict";

// Required into a policy pack's process before the pack. The engine knows one port, the language host's, so the first server that
// the pack opens, which is its SDK's, takes that one over: the language host passes it on as the file after stderr.

const { Server } = require("node:net");

const { listen } = Server.prototype;

Server.prototype.listen = function (_address, onListening) {
  Server.prototype.listen = listen;
  return listen.call(this, { fd: 3 }, onListening);
};
