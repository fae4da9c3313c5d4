// Starts GOV.UK's components. Every page works without this file.
import { initAll } from "./vendor/govuk-frontend.min.js";

initAll();

// On a narrow screen the filter begins closed, so that the list comes first.
if (window.matchMedia("(max-width: 48rem)").matches) {
  for (const filter of document.querySelectorAll("details.gs-filter")) {
    filter.open = false;
  }
}
