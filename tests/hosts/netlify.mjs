// Answers requests as Netlify does, as far as its own parsers and its own matcher of rules go: which file, with which
// status, and which headers. A rule that is not forced gives way to a file at the path, and what is nowhere is 404.html.
//
//   node netlify.mjs TREE < ["/a/request?with=query", …] > {"errors": […], "answers": [{"status", "file", "headers"}, …]}

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseAllHeaders } from "netlify-headers-parser";
import { parseAllRedirects } from "netlify-redirect-parser";
import redirector from "netlify-redirector";

const [tree] = process.argv.slice(2);
const rules = join(tree, "_redirects");
const parsed = await parseAllRedirects({ redirectsFiles: [rules], minimal: false, configRedirects: [] });
const { headers, errors } = await parseAllHeaders({ headersFiles: [join(tree, "_headers")], minimal: false, configHeaders: [] });
const matcher = await redirector.parsePlain(readFileSync(rules, "utf8"), {});
const targets = JSON.parse(readFileSync(0, "utf8"));
const counted = { redirects: parsed.redirects.length, headers: headers.length };
console.log(
  JSON.stringify({ counted, errors: [...parsed.errors, ...errors].map(String), answers: targets.map(answer) }),
);

function answer(target) {
  const [path, query = ""] = target.split("?");
  const rule = matcher.match({ scheme: "https", host: "stats.example.org", path, query, headers: {}, cookieValues: {} });
  const there = fileAt(path);
  if (there && !rule?.force) return found(200, there);
  const led = rule && fileAt(rule.to);
  return led ? found(rule.status, led) : found(404, "404.html");
}

function found(status, file) {
  const matching = headers.filter(({ forRegExp }) => forRegExp.test(`/${file}`));
  return { status, file, headers: matching.flatMap(({ values }) => Object.entries(values)) };
}

// Pages are found without their ending, and folders by their first page.
function fileAt(path) {
  const plain = decodeURIComponent(path).replace(/^\//, "");
  const stem = plain.replace(/\/$/, "");
  const asked = plain.endsWith("/") || plain === "" ? [] : [plain];
  return [...asked, `${stem}.html`, join(stem, "index.html")].find(isFile);
}

function isFile(path) {
  return !path.split("/").includes("..") && (statSync(join(tree, path), { throwIfNoEntry: false })?.isFile() ?? false);
}
