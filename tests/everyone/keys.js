// What is wrong with the element that has the focus, and which element it is.
({
  stop(last) {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return { name: "", wrong: [] };
    const name = this.name(e);
    const again = e.hasAttribute("data-stop");
    const wrong = [];
    const label = e.labels && e.labels[0];
    const drawn = ["radio", "checkbox"].includes(e.type) && label ? label : e;
    const style = drawn === e ? getComputedStyle(e) : getComputedStyle(label, "::before");
    const line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!line && style.boxShadow === "none") wrong.push(`${name}: the focus is not seen`);
    const box = drawn.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) wrong.push(`${name}: has the focus and no size`);
    if (box.bottom <= 0 || box.top >= innerHeight) wrong.push(`${name}: has the focus outside of the window`);
    const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    if (top && !(drawn.contains(top) || e.contains(top) || top.contains(e)))
      wrong.push(`${name}: is covered by ${top.tagName.toLowerCase()}.${top.className}`);
    const before = last && document.querySelector("[data-last-stop]");
    if (before && before !== e && !(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING))
      wrong.push(`${name}: comes before the one that had the focus before it`);
    for (const one of document.querySelectorAll("[data-last-stop]")) one.removeAttribute("data-last-stop");
    e.setAttribute("data-last-stop", "");
    e.setAttribute("data-stop", "");
    return { name, wrong, again };
  },
  name(e) {
    const words = (e.innerText || e.getAttribute("aria-label") || "").trim().slice(0, 30);
    return `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""} “${words}”`;
  },
  begin() {
    // Each press of Tab is looked at as it ends. Where scripts are off this is not called.
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    if (document.activeElement !== document.body) { // a summary of errors takes the focus: before it again
      document.body.setAttribute("tabindex", "-1");
      document.body.focus();
      document.body.removeAttribute("tabindex");
    }
    scrollTo(0, 0);
    window.stops = [];
    addEventListener("keyup", (event) => { if (event.key === "Tab") window.stops.push(this.stop(true)); });
  },
  passed() {
    // What can be used with a mouse and was no stop. Of radio buttons one of a group is enough.
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [onclick]")].filter((e) => {
      if (e.type === "hidden" || e.disabled || e.closest(".gs-trap") || !e.checkVisibility()) return false;
      const group = e.type === "radio" ? document.getElementsByName(e.name) : [e];
      return ![...group].some((one) => one.hasAttribute("data-stop"));
    }).map((e) => `${this.name(e)} is not reached`);
  },
  is(selector) {
    const e = document.activeElement;
    return !!e && e.matches(selector);
  },
  kept() {
    const found = [`${localStorage.length} in localStorage`, `${sessionStorage.length} in sessionStorage`];
    return Promise.all([indexedDB.databases(), "caches" in window ? caches.keys() : []]).then(
      ([bases, caches]) => [...found, `${bases.length} databases`, `${caches.length} caches`].filter((one) => !one.startsWith("0 ")));
  },
})
