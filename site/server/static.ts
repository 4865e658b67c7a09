/**
 * Serves a built site from a directory, under a base path, as a static host does:
 * `/a/` is a/index.html, `/a` redirects to `/a/`, anything else is the 404 page.
 */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

export interface Serving {
  /** Address of the home page, ending in a slash. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly directory: string;
  /** For example "/wiki/iopath"; "/" or nothing serves at the root. */
  readonly base?: string | undefined;
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

/** "wiki/iopath", "/wiki/iopath/" and "/wiki/iopath" all give "/wiki/iopath/". */
export function normalizeBase(base = "/"): string {
  const inner = base.replace(/^\/+|\/+$/g, "");
  return inner === "" ? "/" : `/${inner}/`;
}

/** @throws the listen error, EADDRINUSE for one, if the port cannot be had */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { directory, host = "127.0.0.1", port = 0 } = options;
  const base = normalizeBase(options.base);
  const server = createServer((request, response) => {
    answer(request.url ?? "/", response, directory, base).catch(() => {
      response.writeHead(500).end();
    });
  });
  await listen(server, port, host);
  const address = server.address();
  const bound = typeof address === "object" && address ? address.port : port;
  const name = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${name}:${String(bound)}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(
  target: string,
  response: ServerResponse,
  directory: string,
  base: string,
): Promise<void> {
  const [rawPath = "/", query] = target.split(/\?(.*)/s, 2);
  const path = decode(rawPath);
  if (path === null || !`${path}/`.startsWith(base)) {
    if (base !== "/" && path === "/") redirect(response, base);
    else await notFound(response, directory);
    return;
  }
  const file = normalize(join(directory, path.slice(base.length - 1)));
  if (file !== directory && !file.startsWith(directory + sep)) {
    await notFound(response, directory);
    return;
  }
  const found = await stat(file).catch(() => null);
  if (found?.isDirectory()) {
    if (!path.endsWith("/")) {
      redirect(response, `${path}/${query === undefined ? "" : `?${query}`}`);
      return;
    }
    await send(response, join(file, "index.html"), directory);
  } else await send(response, file, directory);
}

async function send(
  response: ServerResponse,
  file: string,
  directory: string,
): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) {
    await notFound(response, directory);
    return;
  }
  response.writeHead(200, {
    "content-type": types[extname(file)] ?? "application/octet-stream",
    "content-length": found.size,
    "cache-control": "no-cache",
  });
  createReadStream(file).pipe(response);
}

async function notFound(response: ServerResponse, directory: string) {
  const page = await readFile(join(directory, "404.html")).catch(
    () => "Not found",
  );
  response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
  response.end(page);
}

function redirect(response: ServerResponse, location: string) {
  // A path that opens with two slashes would name another host.
  response.writeHead(301, { location: location.replace(/^\/{2,}/, "/") }).end();
}

function decode(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes("\0") ? null : decoded;
  } catch {
    return null;
  }
}
