// Programs that have nothing to do with this repository's, in one preview.
import "./bucket-site";
import "./keys-elsewhere";
import "./lambda-http-api";
import "./least-privilege";
import "./private-rest-api";
import "./provisioned-stream";
import "./rest-api-lambda";
