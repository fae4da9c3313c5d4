// Records what somebody hears: 30 seconds at most, played back before it is sent. The page works
// without this file: then a recording is sent as a file.
//
// Nothing is kept on this device unless the box is ticked that asks for it: then a recording that
// could not be sent waits in IndexedDB. The box is the same on every report and never ticked before,
// so that nobody learns from it what a report is about. Each recording has a key of its own, so that
// it arrives once however often it is sent.

const STORE = "clips";
const DATABASE = "recordings";
const box = document.getElementById("recorder");
const form = box.closest("main").querySelector("form");
const part = (name) => document.getElementById(`recorder-${name}`);
const keeps = () => Boolean(window.indexedDB) && part("keep").checked;
const longest = Number(box.dataset.longest);
// All that is said here stands in the page, in its language.
const phrases = document.getElementById("recorder-phrases").content;
let recorder, clip, made, sending = false, flushing = false, pressed = false;

// A browser that goes back, or is opened again, would tick it as it was.
window.addEventListener("pageshow", () => { part("keep").checked = false; });
const able = window.isSecureContext && window.MediaRecorder && navigator.mediaDevices?.getUserMedia;
if (able) {
  box.hidden = false;
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", () => recorder?.state === "recording" && recorder.stop());
  part("send").addEventListener("click", sendIt);
  part("drop").addEventListener("click", drop);
}
if (window.indexedDB) {
  window.addEventListener("online", flush);
  // Before anything else that this press does, and whatever becomes of that.
  document.querySelector(".govuk-js-exit-this-page-button")?.addEventListener(
    "click", () => indexedDB.deleteDatabase(DATABASE), { capture: true },
  );
  part("forget").addEventListener("click", forgetAll);
  flush();
} else {
  part("keep-question").hidden = true;
}

function phrase(name, number) {
  const one = phrases.querySelector(`[data-name="${name}${number === 1 ? "-1" : ""}"]`);
  return one.textContent.replace("{number}", number);
}

function say(words) {
  part("says").textContent = words;
}

function show(...names) {
  for (const name of ["start", "stop", "send", "drop", "listen", "left", "level-line"]) {
    part(name).hidden = !names.includes(name);
  }
}

async function start() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      // The sound as it is: nothing made quieter, louder or cleaner.
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  } catch {
    say(phrase("no-microphone"));
    return;
  }
  const chunks = [];
  made = Date.now();
  recorder = new MediaRecorder(stream);
  recorder.addEventListener("dataavailable", (event) => event.data.size && chunks.push(event.data));
  recorder.addEventListener("stop", () => finish(stream, chunks));
  recorder.start(1000);
  show("stop", "left", "level-line");
  say(phrase("recording"));
  part("stop").focus();
  watch(stream, made + longest * 1000);
}

function watch(stream, end) {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const tick = () => {
    if (recorder.state !== "recording") {
      audio.close();
      return;
    }
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    const words = phrase("left", left);
    if (part("left").textContent !== words) {
      part("left").textContent = words;
    }
    analyser.getByteTimeDomainData(samples);
    part("level").value = Math.max(...samples.map((one) => Math.abs(one - 128))) / 1.28;
    if (Date.now() >= end) {
      recorder.stop();
    }
    // Not by frames of the screen: these rest while the page is not in front.
    setTimeout(tick, 100);
  };
  tick();
}

async function finish(stream, chunks) {
  for (const track of stream.getTracks()) {
    track.stop();
  }
  clip = new Blob(chunks, { type: recorder.mimeType });
  if (box.dataset.wav === "yes") {
    clip = await asWav(clip).catch(() => clip);
  }
  part("listen").querySelector("audio").src = URL.createObjectURL(clip);
  show("send", "drop", "listen");
  say(phrase("recorded"));
  part("send").focus();
}

// Plain sound of one channel: so that the council can play it where nothing else can be read.
async function asWav(blob) {
  const rate = 16000;
  const context = new AudioContext();
  const heard = await context.decodeAudioData(await blob.arrayBuffer());
  context.close();
  const offline = new OfflineAudioContext(1, Math.ceil(heard.duration * rate), rate);
  const source = offline.createBufferSource();
  source.buffer = heard;
  source.connect(offline.destination);
  source.start();
  const samples = (await offline.startRendering()).getChannelData(0);
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, words) => [...words].forEach((c, n) => bytes.setUint8(at + n, c.charCodeAt(0)));
  text(0, "RIFF");
  bytes.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, samples.length * 2, true);
  samples.forEach((one, n) => bytes.setInt16(44 + n * 2, Math.max(-1, Math.min(1, one)) * 32767, true));
  return new Blob([bytes], { type: "audio/wav" });
}

function drop() {
  clip = null;
  pressed = false;
  URL.revokeObjectURL(part("listen").querySelector("audio").src);
  part("listen").querySelector("audio").removeAttribute("src");
  show("start");
  say(phrase("deleted"));
}

async function sendIt() {
  if (sending) {
    if (flushing) {
      pressed = true;
      say(phrase("sending-first"));
    }
    return;
  }
  if (!clip) {
    return;
  }
  sending = true;
  say(phrase("sending"));
  const one = { submission: key(), place: box.dataset.place, made, clip };
  // The same key when the same recording is sent again: it arrives once.
  clip.submission = one.submission = clip.submission ?? one.submission;
  if (keeps()) {
    await put(one).catch(() => {});
  } else {
    await forget(one); // the box was ticked when it was sent before
  }
  const outcome = await send(one);
  sending = false;
  if (outcome.sent) {
    await forget(one);
    location.assign(outcome.url);
  } else if (outcome.final) {
    await forget(one);
    say(outcome.words);
  } else if ((await waiting()).some((other) => other.submission === one.submission)) {
    clip = null;
    show("start");
    say(`${outcome.words} ${phrase(outcome.offline ? "waits-offline" : "waits")}`);
    await count();
  } else {
    say(`${outcome.words} ${phrase("not-sent")}`);
  }
}

// Answers that are not about the recording. Of others is said that something is wrong.
const ANSWERS = new Set([403, 404, 413, 429, 503]);

// What became of it: sent; refused for good, because the server says that this very recording can
// never be taken; or not sent, and it is tried again later. Unless it is sent, with the words why.
async function send({ submission, made, clip }) {
  const told = new FormData();
  told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  told.set("submission", submission);
  told.set("made_at", made);
  told.set("sent_at", Date.now());
  told.set("upload", clip, `recording.${clip.type.includes("wav") ? "wav" : clip.type.includes("mp4") ? "m4a" : clip.type.includes("ogg") ? "ogg" : "webm"}`);
  let answer, text;
  try {
    answer = await fetch(location.pathname, { method: "POST", body: told });
    text = await answer.text();
  } catch {
    return { offline: true, words: phrase("offline") };
  }
  if (!answer.ok) {
    return { words: phrase(ANSWERS.has(answer.status) ? `answer-${answer.status}` : "answer") };
  }
  if (answer.redirected) {
    return { sent: true, url: answer.url };
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const words = page.querySelector(".govuk-error-summary__list")?.textContent.trim();
  return {
    final: page.getElementById("recorder")?.dataset.refused === "for-good",
    words: words || phrase("refused"),
  };
}

function key() {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((n) => n.toString(16).padStart(2, "0")).join("");
}

// What waits on this device

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "submission" });
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close(); // it is being deleted
      done(asked.result);
    };
    asked.onerror = () => failed(asked.error);
  });
}

async function within(mode, act) {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(asked.result);
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
}

const put = (one) => within("readwrite", (store) => store.put(one));

// To ask for a box that is not there would make it.
async function isThere() {
  if (!window.indexedDB) {
    return false;
  }
  const known = await indexedDB.databases?.() ?? [{ name: DATABASE }];
  return known.some((one) => one.name === DATABASE);
}

async function everything() {
  return await isThere() ? within("readonly", (store) => store.getAll()).catch(() => []) : [];
}

const ours = (one) => one.place === box.dataset.place;
const waiting = async () => (await everything()).filter(ours);

async function forget(one) {
  if (await isThere()) {
    await within("readwrite", (store) => store.delete(one.submission)).catch(() => {});
    await tidy();
  }
}

async function forgetAll() {
  for (const one of await waiting()) {
    await forget(one);
  }
  await count();
  say(phrase("deleted-all"));
}

// Nothing of ours stays when nothing waits, not even an empty box with our name on it.
async function tidy() {
  if (!await isThere()) {
    return;
  }
  const all = await within("readonly", (store) => store.getAll()).catch(() => [1]);
  if (!all.length) {
    indexedDB.deleteDatabase(DATABASE);
  }
}

async function count() {
  const number = (await waiting()).length;
  part("waiting").hidden = part("forget").hidden = !number;
  part("waiting").textContent = phrase("waiting", number);
}

async function flush() {
  if (sending) {
    return;
  }
  sending = flushing = true;
  try {
    if (await isThere()) {
      await sendWhatWaits();
    }
  } finally {
    sending = flushing = false;
  }
  if (pressed) {
    pressed = false;
    await sendIt();
  }
}

async function sendWhatWaits() {
  const left = await waiting(), told = [];
  let sent = 0;
  while (left.length) {
    if (!(await waiting()).some((one) => one.submission === left[0].submission)) {
      left.shift(); // deleted meanwhile
      continue;
    }
    const outcome = await send(left[0]);
    if (!outcome.sent && !outcome.final) {
      told.push(outcome.words);
      break;
    }
    await forget(left.shift());
    sent += outcome.sent ? 1 : 0;
    if (outcome.final) {
      told.push(outcome.words);
    }
  }
  if (sent) {
    told.unshift(phrase("sent", sent));
  }
  await count();
  await tidy();
  if (told.length) {
    say(told.join(" "));
  }
}
