// Warns somebody who is signed in before their session ends, and lets them stay with one press.
// Without this file nothing is lost either: what was typed is kept when the session has ended.
const dialog = document.querySelector("dialog.gs-ending");
const WARN_SECONDS = 300;

if (dialog && typeof dialog.showModal === "function") {
  const words = dialog.querySelector("[data-left]");
  const paragraphs = dialog.querySelectorAll("p");
  // Each tab of this browser tells the others when it was used.
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("goodstead-session") : null;
  let endsAt = 0;

  const left = () => Math.round((endsAt - Date.now()) / 1000);

  const lasts = (seconds, tell) => {
    endsAt = Date.now() + seconds * 1000;
    if (dialog.open && left() > WARN_SECONDS) dialog.close();
    if (tell && tabs) tabs.postMessage(seconds);
  };

  const sayEnded = () => {
    dialog.querySelector("h2").textContent = "You have been signed out";
    paragraphs[0].textContent = "Nothing was opened or sent for a while.";
    paragraphs[1].textContent =
      "What you typed is still on this page. Press its button: you are asked to sign in, and then it is shown again.";
    dialog.querySelector("[data-stays]").textContent = "Go back to the page";
    for (const form of dialog.querySelectorAll("form")) form.remove();
    if (!dialog.open) dialog.showModal();
  };

  const look = () => {
    const seconds = left();
    if (seconds <= 0) {
      window.clearInterval(timer);
      sayEnded();
    } else if (seconds <= WARN_SECONDS) {
      const minutes = Math.ceil(seconds / 60);
      const text = minutes > 1 ? `${minutes} minutes` : "less than a minute";
      if (words.textContent !== text) words.textContent = text;
      if (!dialog.open) dialog.showModal();
    }
  };

  const stay = async () => {
    if (left() <= 0) return;
    try {
      const answer = await fetch(dialog.dataset.stay, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) lasts((await answer.json()).seconds, true);
      else lasts(0, false); // it ended before the answer: say so, and not that they stayed
    } catch {
      // No connection: the warning comes again until there is one.
    }
  };

  dialog.querySelector("[data-stays]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", stay); // the Escape key means the same
  if (tabs) tabs.addEventListener("message", (event) => lasts(event.data, false));
  document.addEventListener("visibilitychange", look); // a telephone sleeps; its timers do too
  lasts(Number(dialog.dataset.seconds), true);
  const timer = window.setInterval(look, 1000);
  look();
}
