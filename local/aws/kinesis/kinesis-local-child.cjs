// Runs inside the process of kinesis-local, before it. That binds its ports on every network interface, cannot say
// which free one it was given, and would outlive a parent that is killed.
const { Server } = require("node:net");

const listen = Server.prototype.listen;
Server.prototype.listen = function listenOnLoopback(requested, ...rest) {
  this.once("listening", () => process.send({ requested, port: this.address().port }));
  return listen.call(this, { port: 0, host: "127.0.0.1" }, ...rest.filter((value) => typeof value === "function"));
};

process.once("disconnect", () => process.exit());
