// Records what somebody hears: 30 seconds at most, played back before it is sent. The page works
// without this file: then a recording is sent as a file.
//
// Without a network a recording waits in IndexedDB on this device, unless the page says that nothing
// may be kept. Each has a key of its own, so that it arrives once however often it is sent.

const STORE = "clips";
const DATABASE = "recordings";
const box = document.getElementById("recorder");
const form = box.closest("main").querySelector("form");
const part = (name) => document.getElementById(`recorder-${name}`);
const keeps = box.dataset.keep === "yes";
const longest = Number(box.dataset.longest);
let recorder, clip, made, sending = false;

const able = window.isSecureContext && window.MediaRecorder && navigator.mediaDevices?.getUserMedia;
if (able) {
  box.hidden = false;
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", () => recorder?.state === "recording" && recorder.stop());
  part("send").addEventListener("click", sendIt);
  part("drop").addEventListener("click", drop);
}
if (window.indexedDB) {
  if (keeps) {
    window.addEventListener("online", flush);
  }
  // Before anything else that this press does, and whatever becomes of that.
  document.querySelector(".govuk-js-exit-this-page-button")?.addEventListener(
    "click", () => indexedDB.deleteDatabase(DATABASE), { capture: true },
  );
  flush();
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
    say("This page may not use the microphone, or there is none. Allow it in your browser, or send a recording as a file below.");
    return;
  }
  const chunks = [];
  made = Date.now();
  recorder = new MediaRecorder(stream);
  recorder.addEventListener("dataavailable", (event) => event.data.size && chunks.push(event.data));
  recorder.addEventListener("stop", () => finish(stream, chunks));
  recorder.start(1000);
  show("stop", "left", "level-line");
  say("Recording.");
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
    const words = `${left} second${left === 1 ? "" : "s"} left`;
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
  say("Recorded. Listen to it, then send it or delete it.");
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
  URL.revokeObjectURL(part("listen").querySelector("audio").src);
  part("listen").querySelector("audio").removeAttribute("src");
  show("start");
  say("Deleted.");
}

async function sendIt() {
  if (sending || !clip) {
    return;
  }
  sending = true;
  say("Sending …");
  const one = { submission: key(), place: box.dataset.place, made, clip };
  // The same key when the same recording is sent again: it arrives once.
  clip.submission = one.submission = clip.submission ?? one.submission;
  if (keeps) {
    await put(one).catch(() => {});
  }
  const outcome = await send(one);
  sending = false;
  if (outcome.sent) {
    await forget(one);
    location.assign(outcome.url);
  } else if (outcome.words) {
    await forget(one);
    say(outcome.words);
  } else if (keeps && (await waiting()).some((other) => other.submission === one.submission)) {
    clip = null;
    show("start");
    say("There is no network. It waits on this device and is sent when you are back.");
    await count();
  } else {
    say("There is no network. It is not sent yet: keep this page open and press again.");
  }
}

// What became of it: sent; refused, with the words why; or neither, and it is tried again later.
async function send({ submission, made, clip }) {
  const told = new FormData();
  told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  told.set("submission", submission);
  told.set("made_at", made);
  told.set("sent_at", Date.now());
  told.set("upload", clip, `recording.${clip.type.includes("wav") ? "wav" : clip.type.includes("mp4") ? "m4a" : clip.type.includes("ogg") ? "ogg" : "webm"}`);
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: told });
    if (answer.status === 404) {
      return { words: "This link no longer works, so it was not sent. Please call us." };
    }
    if (answer.ok && answer.redirected) {
      return { sent: true, url: answer.url };
    }
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const words = page.querySelector(".govuk-error-summary__list")?.textContent.trim();
      return { words: words || "It could not be taken. Please call us." };
    }
  } catch {
    // No network: below.
  }
  return {};
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

async function waiting() {
  const all = await within("readonly", (store) => store.getAll()).catch(() => []);
  return all.filter((one) => one.place === box.dataset.place);
}

async function forget(one) {
  if (!keeps) {
    return;
  }
  await within("readwrite", (store) => store.delete(one.submission)).catch(() => {});
  await tidy();
}

// Nothing of ours stays when nothing waits, not even an empty box with our name on it.
async function tidy() {
  const all = await within("readonly", (store) => store.getAll()).catch(() => [1]);
  if (!all.length) {
    indexedDB.deleteDatabase(DATABASE);
  }
}

async function count() {
  const number = (await waiting()).length;
  part("waiting").hidden = !number;
  part("waiting").textContent = number === 1
    ? "1 recording waits on this device."
    : `${number} recordings wait on this device.`;
}

async function flush() {
  if (sending || !(await indexedDB.databases?.() ?? [{ name: DATABASE }]).some((one) => one.name === DATABASE)) {
    return;
  }
  sending = true;
  let sent = 0;
  for (const one of await waiting()) {
    const outcome = await send(one);
    if (outcome.sent || outcome.words) {
      await forget(one);
      sent += outcome.sent ? 1 : 0;
      say(outcome.words ?? `Sent: ${sent} recording${sent === 1 ? "" : "s"} that waited on this device.`);
    } else {
      break;
    }
  }
  sending = false;
  if (keeps) {
    await count();
    await tidy();
  } else {
    indexedDB.deleteDatabase(DATABASE); // kept from a time before it was known to be unsafe
  }
}
