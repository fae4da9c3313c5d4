// What is measured on a page that is shown. Each function gives back a list of faults in words.
({
  name(e) {
    const words = (e.innerText || e.value || e.getAttribute("aria-label") || "").trim().slice(0, 40);
    return `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""} “${words}”`;
  },
  shown(e) {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(e).visibility !== "hidden";
  },
  clipped() {
    return [...document.querySelectorAll("body *")].filter((e) => {
      const style = getComputedStyle(e);
      const box = e.getBoundingClientRect();
      if (!this.shown(e) || box.width < 5 || !["hidden", "clip"].includes(style.overflowX)) return false;
      if (e.closest("input, .govuk-visually-hidden, svg, .govuk-skip-link")) return false;
      return e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
    }).map((e) => `${this.name(e)} is cut off`);
  },
  outside() {
    const wide = document.documentElement.clientWidth;
    const more = document.documentElement.scrollWidth - wide;
    if (more <= 0) return [];
    const who = [...document.querySelectorAll("body *")].filter(
      (e) => e.getBoundingClientRect().right > wide + 0.5 && this.shown(e)).slice(-1)[0];
    return [`${more} px wider than the window: ${who ? this.name(who) : "?"}`];
  },
  errors() {
    const summary = document.querySelector(".govuk-error-summary");
    if (!summary) return [];
    const wrong = [];
    if (!document.title.startsWith("Error: ")) wrong.push(`the title is “${document.title}”`);
    if (!document.activeElement || !document.activeElement.closest(".govuk-error-summary"))
      wrong.push(`the focus is on ${this.name(document.activeElement)}`);
    if (document.querySelector("h1") && !(summary.compareDocumentPosition(document.querySelector("h1")) & 4))
      wrong.push("the summary does not stand before the heading");
    const links = [...summary.querySelectorAll("a")];
    if (!summary.querySelector("li")) wrong.push("the summary is empty");
    for (const link of links) {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) { wrong.push(`${link.hash} leads nowhere`); continue; }
      link.click();
      if (document.activeElement !== field) wrong.push(`${link.hash} does not take the focus`);
      const told = [...(field.getAttribute("aria-describedby") || "").split(" "),
        ...((field.closest("fieldset") || field).getAttribute("aria-describedby") || "").split(" ")];
      const message = told.map((id) => document.getElementById(id)).filter(
        (e) => e && e.classList.contains("govuk-error-message"));
      if (field.tagName !== "BUTTON" && !message.length) wrong.push(`${link.hash} is not described by its error`);
    }
    return wrong;
  },
  forced() {
    // Colours of the page and shadows are gone: an outline, a border or a line under it must tell what can be used.
    const found = [...document.querySelectorAll("a, button, input, textarea, select, summary")];
    return found.filter((e) => {
      if (!this.shown(e) || e.closest(".gs-trap") || e.type === "hidden") return false;
      const style = getComputedStyle(e);
      if (parseFloat(style.opacity) === 0) { // GOV.UK draws radios and checkboxes beside the real one
        const label = e.parentElement.querySelector("label");
        const drawn = label && getComputedStyle(label, "::before");
        return !(drawn && parseFloat(drawn.borderTopWidth) > 0);
      }
      const line = style.textDecorationLine.includes("underline") || parseFloat(style.borderTopWidth) > 0
        || parseFloat(style.borderBottomWidth) > 0 || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
      const inside = [...e.children].some((c) => getComputedStyle(c).textDecorationLine.includes("underline"));
      const alone = ["A", "SUMMARY"].includes(e.tagName); // a link has the colour of links
      return !(line || inside || alone);
    }).map((e) => `${this.name(e)} cannot be told from text`);
  },
})
