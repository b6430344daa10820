// A place to choose or drop files, and the list of those that Python has or is getting. Python
// keeps the list; the page keeps the bytes, and sends a slice whenever Python asks for one.

const SLICE = 1024 * 1024;      // bytes; a Jupyter server takes messages up to 10 MiB
const PATIENCE = 2000;          // ms until the page says that Python does not answer
const SILENCE = local(
  "Python does not answer. If a cell is running, this waits for it. "
  + "If Python was restarted, run this cell again.");
const FILES = "audio/*,video/*,.wav,.wave,.bwf,.rf64,.mp3,.mp2,.mp1,.mpa,.mpga,.m4a,.mp4,.m4b"
  + ",.m4v,.mov,.qt,.3gp,.3g2,.3ga,.aac,.adts,.ogg,.oga,.ogv,.spx,.opus,.webm,.weba"
  + ",.mkv,.mka,.flac,.amr,.awb,.wma,.wmv,.asf,.caf,.aiff,.aif,.aifc,.au,.snd,.w64"
  + ",.wv,.ape,.mpc,.mp+,.tta,.tak,.shn,.ac3,.eac3,.ec3,.thd,.mlp,.dts,.dtshd,.dsf"
  + ",.dff,.8svx,.iff,.maud,.dss,.rm,.ra,.ram,.rmvb,.voc,.sph,.nist,.gsm,.lbc,.ilbc"
  + ",.qcp,.wve,.mmf,.vqf,.oma,.omg,.aa3,.sf,.ircam,.sox,.pvf,.paf,.avr,.hcom,.spdif"
  + ",.mxf,.loas,.latm,.ts,.mts,.m2ts,.mpegts,.mpg,.mpeg,.vob,.avi,.flv,.wtv,.nut"
  + ",.g722,.ul,.ulaw,.mulaw,.pcmu,.al,.alaw,.pcma,.sln,.sln8,.sln16,.vox";

// The elements of a picker, by name.
function pickerElements(multiple, megabytes) {
  const input = make("input", { type: "file", accept: FILES, multiple });
  const title = multiple ? local("Choose recordings") : local("Choose a recording");
  const limit = { size: megabytes };
  const hint = multiple
    ? local("or drop them here, up to {size} MB each", limit)
    : local("or drop it here, up to {size} MB", limit);
  const name = multiple ? local("Your recordings") : local("Your recording");
  const drop = make("label", { className: "recorder-drop" },
    input, make("b", { textContent: title }), make("span", { textContent: hint }));
  const count = make("p", { hidden: true });     // of several: how many were taken
  const list = make("ul", {
    hidden: true,
    attributes: { role: "list", "aria-label": name },
  });
  const warning = make("p", { className: "recorder-warning", hidden: true });
  const spoken = make("p", { className: "recorder-spoken", attributes: { role: "status" } });
  const box = make("div", {
    className: "recorder",
    attributes: { role: "group", "aria-label": local("Choose a recording") },
  }, drop, count, list, warning, spoken);
  return { input, drop, count, list, warning, spoken, box };
}

// A picker in `el`. The function that comes back closes it; it is a function, because anywidget
// calls what it gets when the view is closed.
function filePicker({ model, el }) {
  const multiple = model.get("multiple"), rows = new Map();
  const elements = pickerElements(multiple, model.get("largest") / 1e6);
  const { input, drop, count, list, warning, spoken, box } = elements;
  let told = [], patience;

  function say(words) { spoken.textContent = words; }     // to a screen reader

  function warn(words) {
    warning.textContent = words;
    warning.hidden = !words;
    if (words) say(words);
  }

  function send(content, buffer) {
    try {
      model.send(content, undefined, buffer ? [buffer] : []);
    } catch { /* Python is gone: no answer will say so */ }
  }

  function ask(content, buffer) {
    send(content, buffer);
    clearTimeout(patience);
    patience = setTimeout(warn, PATIENCE, SILENCE);
  }

  function begin(own) {
    // randomUUID is missing on plain http
    const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    pageUploads.set(id, own);
    ask({ type: "begin", id, name: own.name, size: own.size, rate: own.rate });
    show(told);
    return id;
  }

  function choose(files) {
    const none = local("No file came: drop a file from a folder of your computer.");
    const many = local("This takes one recording: the first was taken.");
    warn(!files.length ? none : !multiple && files.length > 1 ? many : "");
    for (const file of multiple ? files : [...files].slice(0, 1)) {
      begin({ name: file.name, size: file.size, blob: file });
    }
  }

  // Send what Python lacks of an upload. JupyterLab may hand over messages in another order than
  // they were sent in, so that "cancel" and "end" can have been overlooked.
  async function sendMissing(item) {
    const own = pageUploads.get(item.id);
    if (own?.cancelled) return send({ type: "cancel", id: item.id });
    if (item.state === "recording" && own?.size !== undefined) {
      return send({ type: "end", id: item.id, size: own.size });
    }
    if (item.state !== "arriving" || !own?.blob || own.askedAt === item.at) return;
    own.askedAt = item.at;
    try {
      const slice = await own.blob.slice(item.at, item.at + SLICE).arrayBuffer();
      ask({ type: "slice", id: item.id, at: item.at }, slice);
    } catch {
      cancel(item.id);
      warn(local(
        "{name} cannot be read: it is a folder, or was moved or changed. Choose it again.", item));
    }
  }

  function cancel(id) {
    if (pageUploads.has(id)) pageUploads.get(id).cancelled = true;
    ask({ type: "cancel", id });
  }

  // The focus is not lost with the button that was pressed.
  function cancelByHand(id) {
    cancel(id);
    (box.querySelector(".recorder-key:not([hidden])") ?? input).focus();
  }

  // Uploads of this page that Python does not know of yet.
  function unknownToPython() {
    return [...pageUploads].filter(([, own]) => !own.known).map(([id, own]) => (
      { id, name: own.name, state: own.size === undefined ? "recording" : "waiting" }));
  }

  function show(items) {
    told = items;
    for (const { id } of items) if (pageUploads.has(id)) pageUploads.get(id).known = true;
    const all = [...items, ...unknownToPython()];
    for (const id of [...rows.keys()].filter(id => !all.some(item => item.id === id))) {
      rows.get(id).remove();
      rows.delete(id);
      pageUploads.delete(id);
    }
    for (const item of all) {
      if (!rows.has(item.id)) {
        rows.set(item.id, uploadRow(item.id, () => cancelByHand(item.id), say));
      }
      const row = rows.get(item.id);
      row.show(item);
      if (!row.line.isConnected) list.append(row.line);
      sendMissing(item);
    }
    list.hidden = [...list.children].every(line => line.hidden);
    countTaken(all.map(item => item.state));
  }

  // Once none of several is on its way.
  function countTaken(states) {
    const taken = states.filter(state => state === "held").length;
    const words = local("{taken} of {all} taken", { taken, all: states.length });
    const done = states.every(state => state === "held" || state === "refused");
    count.hidden = states.length < 2 || !done;
    if (!count.hidden && words !== count.textContent) say(words);
    count.textContent = words;
  }

  model.on("msg:custom", content => {
    if (warning.textContent === SILENCE) warn("");
    clearTimeout(patience);
    show(content.items);
  });
  // A restarted Python knows nothing of this widget, and does not answer.
  model.on("comm_live_update", () => ask({ type: "hello" }));
  input.onchange = () => {
    choose(input.files);
    input.value = "";           // so that the same file can be chosen again
  };
  takeDrops(drop, choose);
  // Keys here are not JupyterLab's: it would add cells, or run this one again.
  box.addEventListener("focusin", event => event.target.setAttribute(SHORTCUTS_REST, "true"));
  el.append(box);
  ask({ type: "hello" });

  function close() {
    clearTimeout(patience);
    for (const { remove } of rows.values()) remove();
  }

  const refresh = () => show(told);
  return Object.assign(close, { box, drop, begin, send, ask, say, warn, refresh });
}

// Hand the files that are dropped on an element to `choose`.
function takeDrops(element, choose) {
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    element.addEventListener(kind, event => {
      event.preventDefault();
      event.stopPropagation();
      element.classList.toggle("recorder-over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") choose(event.dataTransfer.files);
    });
  }
}
