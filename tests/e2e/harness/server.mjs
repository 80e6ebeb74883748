// Two small servers on 127.0.0.1: one serves the built UI, one notes who connects and serves nothing.
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../../../ui/dist/", import.meta.url));
const configuration = new URL("../../../tauri.conf.json", import.meta.url);

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".json": "application/json",
};

/** The window's own policy, so that what it forbids is forbidden in Chromium too. */
export function contentSecurityPolicy() {
  const csp = JSON.parse(fs.readFileSync(configuration, "utf8")).app?.security?.csp;
  if (!csp) throw new Error("tauri.conf.json sets no content security policy.");
  if (typeof csp === "string") return csp;
  return Object.entries(csp)
    .map(([name, value]) => `${name} ${[value].flat().join(" ")}`)
    .join("; ");
}

/** Serves a folder and nothing above it. */
export async function serve(folder = dist, policy = contentSecurityPolicy()) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = path.join(folder, name.endsWith("/") ? `${name}index.html` : name);
    // A browser asks for it unasked; the window has no such thing.
    if (name === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const inside = file.startsWith(path.join(folder, path.sep));
    if (!inside || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": types[path.extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
    });
    fs.createReadStream(file).pipe(response);
  });
  await listen(server);
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => close(server) };
}

/** Listens and counts connections: what a hostile memo would like to reach. */
export async function listenForAnyone() {
  const seen = [];
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => {
      seen.push(data.toString("latin1").split("\r\n")[0]);
      socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    });
  });
  let connections = 0;
  server.on("connection", () => connections++);
  await listen(server);
  return {
    port: server.address().port,
    /** The first lines of what arrived; a connection that said nothing counts too. */
    seen: () => (connections > seen.length ? [...seen, `${connections} connections`] : [...seen]),
    close: () => close(server),
  };
}

const listen = (server) => new Promise((done) => server.listen(0, "127.0.0.1", done));

function close(server) {
  server.closeAllConnections?.();
  return new Promise((done) => server.close(done));
}
