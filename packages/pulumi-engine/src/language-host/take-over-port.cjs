"use strict";

// Loaded into a policy pack's process before the pack. The engine knows only the language host's port. So the first
// server that the pack opens, which is its SDK's, takes over that port: the language host passes it as the file
// descriptor after stderr.

const { Server } = require("node:net");

const { listen } = Server.prototype;

Server.prototype.listen = function (_address, onListening) {
  Server.prototype.listen = listen;
  return listen.call(this, { fd: 3 }, onListening);
};
