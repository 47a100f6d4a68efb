// Stands in for the static assets of Cloudflare Pages, as its documentation describes them: only what _routes.json
// includes is asked of the worker; pages lose their .html by a redirect; a wrong address answers 404.html; and the
// headers of _headers are set on what the worker does not answer.

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const { include } = await (await disk(env, "/_routes.json")).json();
    if (include.some((pattern) => fits(pattern, url.pathname))) return env.WORKER.fetch(request);
    if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405 });
    const found = await assets.fetch(request, env);
    const headers = new Headers(found.headers);
    for (const [name, value] of await rules(env, url.pathname)) {
      if (value === null) headers.delete(name);
      else headers.append(name, value);
    }
    return new Response(found.body, { status: found.status, headers });
  },
};

export const assets = {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/index") return moved("/");
    if (pathname.endsWith(".html")) return moved(pathname.slice(0, -5) || "/");
    for (const path of pathname === "/" ? ["/index.html"] : [pathname, `${pathname}.html`]) {
      const found = path.includes("/_") ? undefined : await disk(env, path);
      if (found?.ok && !found.headers.get("Content-Type").startsWith("application/json; directory")) {
        return conditional(request, path, await found.arrayBuffer());
      }
    }
    const missing = await disk(env, "/404.html");
    return new Response(missing.body, { status: 404, headers: { "Content-Type": "text/html; charset=utf-8" } });
  },
};

async function conditional(request, path, body) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).slice(0, 16);
  const tag = `"${Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
  const headers = { "Content-Type": typeOf(path), "Cache-Control": "public, max-age=0, must-revalidate", ETag: tag };
  const said = request.headers.get("If-None-Match") ?? "";
  const known = said === "*" || said.split(",").some((each) => each.trim().replace(/^W\//, "") === tag);
  if (known) return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : body, { headers: { ...headers, "Content-Length": body.byteLength } });
}

async function disk(env, path) {
  const found = await env.DISK.fetch(`http://disk${path}`);
  // A folder answers with a list of its files, which no host of ours would.
  return found.ok && found.headers.get("Content-Type") === "application/json" ? new Response(null, { status: 404 }) : found;
}

function fits(pattern, path) {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function moved(path) {
  return new Response(null, { status: 308, headers: { Location: path } });
}

async function rules(env, path) {
  const text = await (await disk(env, "/_headers")).text();
  const found = [];
  let applies = false;
  for (const line of text.split("\n").filter(Boolean)) {
    if (!line.startsWith(" ")) {
      const pattern = line.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace("*", ".*");
      applies = new RegExp(`^${pattern}$`).test(path);
    } else if (applies) {
      const [name, value] = line.trim().split(/: (.*)/);
      found.push(name.startsWith("! ") ? [name.slice(2), null] : [name, value]);
    }
  }
  return found;
}

function typeOf(path) {
  const types = { html: "text/html; charset=utf-8", json: "application/json", svg: "image/svg+xml", css: "text/css" };
  return types[path.split(".").pop()] ?? "application/octet-stream";
}
