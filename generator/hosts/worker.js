// Answers everything that `stillstats serve` answers, from the files of the tree and its contract, routes.json.
// It is the same for every tree, and asks nobody but the static assets beside it.

const JSON_TYPE = "application/json";
const ALLOWED = "GET, HEAD, OPTIONS";
const PREFLIGHT = {
  Allow: ALLOWED,
  "Access-Control-Allow-Methods": ALLOWED,
  "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
  "Access-Control-Max-Age": "86400",
};
const LAST_DAY = "9999-12-31";
const DAY_MS = 86400000;

let read; // the contract, read once by each isolate

export default {
  async fetch(request, env) {
    read ??= contractOf(env, request).catch((error) => {
      read = undefined; // ask again with the next request
      throw error;
    });
    return answer(request, env, await read);
  },
};

export async function contractOf(env, request) {
  const found = await asset(env, request, "routes.json");
  if (!found.ok) throw new Error(`routes.json: ${found.status}`);
  const contract = await found.json();
  const unsafe = new RegExp(contract.escaped.characters, "gu");
  const reserved = new RegExp(contract.escaped.names, "i");
  return { ...contract, routes: contract.routes.map(route), unsafe, reserved };
}

async function answer(request, env, contract) {
  if (request.method === "OPTIONS") return replied(contract, 204, undefined, PREFLIGHT);
  if (request.method !== "GET" && request.method !== "HEAD") {
    return replied(contract, 405, { code: 405, error: "Method not allowed." }, { Allow: ALLOWED });
  }
  const url = new URL(request.url);
  const segments = url.pathname.slice(1).split("/").map(decoded);
  for (const each of contract.routes) {
    const said = saidTo(each, segments, url.searchParams);
    if (said) return routed(request, env, contract, each, said);
  }
  return fileOf(request, env, contract, url.pathname, segments);
}

// What a request says to a route

function route(each) {
  return { ...each, segments: each.path.slice(1).split("/") };
}

export function saidTo(each, segments, query) {
  for (const candidate of candidates(each.endings, segments)) {
    const found = variables(each, candidate);
    if (found) return queried(each, found, query);
  }
  return undefined;
}

function* candidates(endings, segments) {
  const last = segments[segments.length - 1];
  for (const ending of endings) {
    if (ending === "/") {
      if (last === "") yield segments.slice(0, -1);
    } else if (last.endsWith(ending)) {
      yield [...segments.slice(0, -1), last.slice(0, last.length - ending.length)];
    }
  }
}

function variables(each, segments) {
  if (segments.length !== each.segments.length || segments.includes("")) return undefined;
  const found = new Map();
  for (const [place, wanted] of each.segments.entries()) {
    if (wanted.startsWith("{")) found.set(wanted.slice(1, -1), segments[place]);
    else if (wanted !== segments[place]) return undefined;
  }
  const years = each.parameters.filter((parameter) => parameter.is === "year");
  return years.every((parameter) => /^[0-9]{1,9}$/.test(found.get(parameter.name))) ? found : undefined;
}

function queried(each, found, query) {
  for (const { name, in: place, is } of each.parameters) {
    const text = place === "query" ? query.get(name) : null; // the first of repeated ones
    if (text !== null && (text !== "" || is !== "date")) found.set(name, text);
  }
  return found;
}

// A request that a route is for

async function routed(request, env, contract, each, said) {
  const parts = new Map();
  for (const parameter of each.parameters) {
    const text = said.get(parameter.name) ?? parameter.default;
    const found = text === undefined ? undefined : await partOf(request, env, contract, parameter, text);
    const wrong = found === undefined ? parameter[text === undefined ? "required" : "refused"] : undefined;
    if (wrong) return replied(contract, wrong.status, filled(wrong.body, each, said, shown(parameter, text)));
    if (text !== undefined) parts.set(parameter.name, found ?? "");
  }
  const { path, file } = await found(request, env, each, parts);
  if (!file) return replied(contract, each.absent.status, filled(each.absent.body, each, said, ""));
  const body = each.cut ? cut(await file.json(), each.cut, parts) : await file.text();
  return whole(request, contract, path, repeated(body, each.repeats ?? {}, said));
}

// The file that answers what a request says, or one of finer bins.
async function found(request, env, each, parts) {
  for (const template of [each.file, each.cut?.finer]) {
    const path = template && pathOf(template, parts);
    const file = path && (await asset(env, request, path));
    if (file?.ok) return { path, file };
  }
  return {};
}

async function partOf(request, env, contract, parameter, text) {
  const found = part(contract, parameter, text);
  if (!found || !parameter.known) return found;
  const known = await asset(env, request, pathOf(parameter.known, new Map([[parameter.name, found]])), "HEAD");
  return known.ok ? found : undefined;
}

export function part(contract, parameter, text) {
  switch (parameter.is) {
    case "subject":
      return subject(contract, parameter.names, text);
    case "mbid":
      return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : undefined;
    case "one of":
      return parameter.values.includes(text) ? text : undefined;
    case "year":
      return parameter.values.includes(String(Number(text))) ? String(Number(text)) : undefined;
    case "natural":
      return /^[0-9]{1,18}$/.test(text) ? String(Math.min(Number(text), parameter.most ?? Infinity)) : undefined;
    case "moment":
      return moment(text) === undefined ? undefined : text;
    case "date":
      return isDate(text) ? text : undefined;
    default:
      return text;
  }
}

function subject(contract, kind, name) {
  const apart = contract.names[kind];
  if (Object.hasOwn(apart, name)) return apart[name];
  const folds = contract.caseless[kind];
  if (!folds) return plain(contract, name);
  const spelling = Array.from(name, (character) => folds.characters[character] ?? character).join("");
  return Object.hasOwn(folds.names, spelling) ? folds.names[spelling] : plain(contract, spelling);
}

function plain(contract, name) {
  const text = name.replace(contract.unsafe, escaped);
  const segment = contract.reserved.test(text) ? escaped(text[0]) + text.slice(1) : text;
  const isPlain = name !== "" && name === name.normalize("NFC") && bytesOf(segment).length <= contract.escaped.longest;
  return isPlain ? segment : undefined;
}

function escaped(character) {
  return Array.from(bytesOf(character), (byte) => `~${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

function pathOf(template, parts) {
  const path = template.replace(/{(\w+)}/g, (_, name) => parts.get(name));
  return path.split("/").includes("") ? undefined : path;
}

// How an answer is cut from a file

export function cut(root, how, parts) {
  const keys = how.items ?? [];
  const above = keys.slice(0, -1).reduce((value, key) => value[key], root);
  const last = keys[keys.length - 1];
  const items = CUTS[how.by](last === undefined ? root : above[last], how, parts);
  if (last !== undefined) above[last] = items;
  if (how.by === "page") Object.assign(above, { count: items.length, offset: Number(parts.get("offset")) });
  return JSON.stringify(last === undefined ? items : root);
}

// An answer with what it repeats of a request, as the request spelled it; as it is where that is the same.
export function repeated(body, repeats, said) {
  const root = Object.keys(repeats).length ? JSON.parse(body) : undefined;
  let isOther = false;
  for (const [name, keys] of Object.entries(repeats)) {
    const holder = keys.slice(0, -1).reduce((value, key) => value[key], root);
    const last = keys[keys.length - 1];
    isOther ||= holder[last] !== said.get(name);
    holder[last] = said.get(name);
  }
  return isOther ? JSON.stringify(root) : body;
}

const CUTS = {
  page(items, _, parts) {
    const offset = Number(parts.get("offset"));
    return items.slice(offset, offset + Number(parts.get("count")));
  },
  bins(items, { key, value }, parts) {
    const [after, before] = ["after", "before"].map((name) => (parts.has(name) ? moment(parts.get(name)) : undefined));
    if (after > before) return []; // false where one of them is not given
    const first = after === undefined ? "" : bin(after, parts.get("resolution"));
    const final = before === undefined ? LAST_DAY : bin(before, parts.get("resolution"));
    const bins = summed(items, key, value, parts.get("resolution"));
    return bins.filter((item) => first <= item[key].slice(0, 10) && item[key].slice(0, 10) <= final);
  },
  days(items, { key }, parts) {
    const [first, final] = [parts.get("start_date") ?? "", parts.get("end_date") ?? LAST_DAY];
    return items.filter((item) => first <= item[key] && item[key] <= final);
  },
};

// The items of a finer file, in the order of their days, added up bin by bin; those of a bin each as they are.
function summed(items, key, value, resolution) {
  const found = new Map();
  for (const item of items) {
    const begins = bin(Date.parse(item[key]), resolution) + item[key].slice(10);
    found.set(begins, { ...item, [key]: begins, [value]: item[value] + (found.get(begins)?.[value] ?? 0) });
  }
  return [...found.values()];
}

// The first day of the bin of a moment in ms.
function bin(at, resolution) {
  const day = new Date(at);
  if (resolution === "month") return `${dayOf(day).slice(0, 8)}01`;
  const monday = new Date(at - ((day.getUTCDay() + 6) % 7) * DAY_MS);
  return dayOf(resolution === "isoWeek" && monday.getUTCFullYear() > 0 ? monday : day);
}

function dayOf(date) {
  return date.toISOString().slice(0, 10);
}

// Dates, in the forms that the server reads

const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+\- ](?:[01]\d|2[0-3]):?[0-5]\d)?)?)?)?$/i;
const WRITTEN =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+\- ](?:[01]\d|2[0-3])[0-5]\d)(?: \(.*\))?$/;
const MAILED =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (GMT|UTC|[+-](?:[01]\d|2[0-3])[0-5]\d)$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// The time in ms since 1970, with a fraction, that a text says; undefined when it says none.
export function moment(text) {
  if (/^(?:0|-?\d{11,16})$/.test(text)) return bounded(Number(text));
  const iso = ISO.exec(text);
  if (iso) return isoMoment(iso);
  const written = WRITTEN.exec(text);
  const mailed = MAILED.exec(
    written ? `${written[2]} ${written[1]} ${written[3]} ${written[4]} ${written[5].replace(" ", "+")}` : text,
  );
  if (!mailed) return undefined;
  const [, day, month, year, hour, minute, second, zone] = mailed;
  if (!MONTHS.includes(month)) return undefined;
  return utc([year, MONTHS.indexOf(month) + 1, day, hour, minute, second ?? 0].map(Number), 0, zone);
}

function isoMoment([, year, month, day, hour, minute, second, fraction, zone]) {
  const part = Number((fraction ?? "0").slice(0, 6).padEnd(6, "0")) / 1000;
  const fields = [year, month ?? 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0].map(Number);
  const isMidnight = fields[3] === 24 && !fields[4] && !fields[5] && !part;
  if (!isMidnight) return utc(fields, part, zone);
  const before = utc([...fields.slice(0, 3), 0, 0, 0], 0, zone);
  return before === undefined ? undefined : bounded(before + DAY_MS);
}

function utc([year, month, day, hour, minute, second], part, zone) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  return bounded(date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + part - ahead(zone));
}

function ahead(zone) {
  if (!zone || /^(?:Z|GMT|UTC)$/i.test(zone)) return 0;
  const ms = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60000;
  return zone[0] === "-" ? -ms : ms;
}

// A time within the years 1 to 9999.
function bounded(ms) {
  return ms >= -62135596800000 && ms < 253402300800000 ? ms : undefined;
}

function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && moment(text) !== undefined;
}

// Replies

export function filled(body, each, said, value) {
  const years = each.parameters.filter((parameter) => parameter.is === "year").map(({ name }) => name);
  return filling(body, new Map([...said, ["value", value]]), years);
}

function filling(value, said, years) {
  if (Array.isArray(value)) return value.map((inner) => filling(inner, said, years));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filling(inner, said, years)]));
  }
  if (typeof value !== "string") return value;
  const number = years.find((name) => value === `{${name}}`);
  if (number) return Number(said.get(number));
  return value.replace(/{(\w+)}/, (_, name) => said.get(name)); // a function, so that nothing said is read again
}

function shown(parameter, text) {
  return text !== undefined && parameter.is === "year" ? String(Number(text)) : text ?? "";
}

function replied(contract, status, body, more = {}) {
  const headers = headersOf(contract, body === undefined ? "" : "reply.json", more);
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

async function whole(request, contract, path, body) {
  const etag = `"${await digest(body)}"`;
  const headers = headersOf(contract, path, { ETag: etag });
  if (matches(request.headers.get("If-None-Match"), etag)) {
    headers.delete("Content-Type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { headers });
}

function matches(said, etag) {
  if (said === null) return false;
  return said.trim() === "*" || said.split(",").some((each) => each.trim().replace(/^W\//, "") === etag);
}

async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(text)));
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Files

async function fileOf(request, env, contract, pathname, segments) {
  const found = await env.ASSETS.fetch(request);
  const unknown = contract.unknown.find(({ below }) => segments.length > 1 && below === `/${segments[0]}/`);
  if (unknown && found.status === 404) return replied(contract, unknown.status, unknown.body);
  const headers = new Headers(found.headers);
  const path = found.ok ? pathname.slice(1) || "index.html" : "404.html";
  const isPage = (headers.get("Content-Type") ?? "").startsWith("text/html");
  for (const [name, value] of headersOf(contract, isPage ? "index.html" : path)) {
    if (name !== "content-type") headers.set(name, value);
  }
  return new Response(found.body, { status: found.status, headers });
}

function asset(env, request, path, method = "GET") {
  const url = new URL(request.url);
  url.pathname = `/${path.split("/").map(encodeURIComponent).join("/")}`;
  url.search = "";
  return env.ASSETS.fetch(new Request(url, { method }));
}

function headersOf(contract, path, more = {}) {
  const headers = new Headers(path.endsWith(".json") ? { "Content-Type": JSON_TYPE } : {});
  for (const rule of contract.headers) {
    if (new RegExp(rule.path).test(path)) {
      for (const [name, value] of Object.entries(rule.headers)) headers.set(name, value);
    }
  }
  headers.set("Access-Control-Expose-Headers", "ETag");
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  return headers;
}

// Text

function bytesOf(text) {
  return new TextEncoder().encode(text);
}

// As the server decodes: bytes that are no UTF-8 are replaced, a percent sign that begins no byte stays.
export function decoded(segment) {
  const bytes = [];
  for (let at = 0; at < segment.length; at += 1) {
    const code = /^%([0-9a-f]{2})/i.exec(segment.slice(at, at + 3));
    if (code) {
      bytes.push(parseInt(code[1], 16));
      at += 2;
    } else {
      const character = String.fromCodePoint(segment.codePointAt(at));
      bytes.push(...bytesOf(character));
      at += character.length - 1;
    }
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
}
