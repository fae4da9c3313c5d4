// Compiles the two stylesheets and copies the script. Run `npm ci --ignore-scripts && npm run build`
// after a new release of GOV.UK Frontend, look at /design, and commit what changed.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../goodstead/design/static/design/vendor");
const dist = join(here, "node_modules/govuk-frontend/dist/govuk");
const quiet = { loadPaths: [here], style: "compressed", sourceMap: false, quietDeps: true, logger: sass.Logger.silent };

// The royal arms are the Crown's. The rule that points to the picture goes.
const withoutCrest = (css) =>
  css.replace("\ufeff", "").replace(/[^{}]*\{[^{}]*govuk-crest[^{}]*\}/g, "").replace(/@media[^{}]*\{\}/g, "");

const version = JSON.parse(readFileSync(join(here, "node_modules/govuk-frontend/package.json"))).version;
const moj = JSON.parse(
  readFileSync(join(here, "node_modules/@ministryofjustice/frontend/package.json")),
).version;

const govuk = withoutCrest(sass.compile(join(here, "scss/govuk.scss"), quiet).css);
writeFileSync(join(out, "govuk-frontend.css"), `/*! GOV.UK Frontend ${version} (MIT) */\n${govuk}\n`);

const casework = withoutCrest(sass.compile(join(here, "scss/moj.scss"), quiet).css);
writeFileSync(join(out, "moj-frontend.css"), `/*! MOJ Frontend ${moj} (MIT), six components */\n${casework}\n`);

const script = readFileSync(join(dist, "govuk-frontend.min.js"), "utf8");
writeFileSync(join(out, "govuk-frontend.min.js"), script.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n"));

// The five small icons that the casework components point to.
const icons = join(here, "node_modules/@ministryofjustice/frontend/moj/assets/images");
mkdirSync(join(out, "images"), { recursive: true });
for (const [, name] of casework.matchAll(/url\(\.\/images\/([^)]+)\)/g)) {
  copyFileSync(join(icons, name), join(out, "images", name));
}
